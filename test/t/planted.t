# Whoever may create a schema cannot make the extension call his functions.
#
# The install script binds names while the extension's schema is first in the
# path: a function planted there with a better match must not be taken.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

sql('DROP EXTENSION medsec CASCADE');
sql('DROP SCHEMA IF EXISTS medsec CASCADE');
sql(<<'END');
CREATE SCHEMA medsec;
CREATE TABLE public.caught (what text);
CREATE FUNCTION medsec.to_jsonb(float8[]) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('to_jsonb'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_object(text, bigint, text, bigint, text, float8, text, float8, text, float8,
	text, float8, text, float8, text, float8, text, float8, text, float8) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('moments'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_object(text, jsonb, text, jsonb) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('moments_pair'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_object(text, integer, text, bigint, text, bigint, text, float8, text, jsonb,
	text, jsonb) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('comoments'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_object(text, integer, text, bigint, text, bigint, text, jsonb) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('indicators'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_object(text, bigint, text, bigint, text, bigint, text, float8, text, float8, text, jsonb)
	RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.caught VALUES ('sample'); RETURN '{}'; END $$;
CREATE FUNCTION medsec.jsonb_build_array(float8, float8, float8, float8, float8) RETURNS jsonb LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('quantiles'); RETURN '[]'; END $$;
CREATE FUNCTION medsec.power(float8, float8) RETURNS float8 LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('power'); RETURN 1; END $$;
CREATE FUNCTION medsec.quantile(anyelement, numeric, integer) RETURNS float8 LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('quantile'); RETURN 1; END $$;
-- the operators of the row formulas, nearer to numbers as they are written
CREATE FUNCTION medsec.compare(float8, integer) RETURNS boolean LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('compare'); RETURN false; END $$;
CREATE FUNCTION medsec.compare(float8, numeric) RETURNS boolean LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('compare'); RETURN false; END $$;
CREATE FUNCTION medsec.compare(float8, text) RETURNS boolean LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('compare'); RETURN false; END $$;
CREATE FUNCTION medsec.compute(numeric, float8) RETURNS float8 LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('compute'); RETURN 0; END $$;
CREATE FUNCTION medsec.compute(float8, integer) RETURNS float8 LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO public.caught VALUES ('compute'); RETURN 0; END $$;
DO $$
DECLARE
	operator text;
	type text;
BEGIN
	FOREACH operator IN ARRAY '{<,<=,>,>=}'::text[] LOOP
		FOREACH type IN ARRAY '{integer,numeric,text}'::text[] LOOP
			EXECUTE format('CREATE OPERATOR medsec.%s (LEFTARG = float8, RIGHTARG = %s, FUNCTION = medsec.compare)', operator, type);
		END LOOP;
	END LOOP;
	FOREACH operator IN ARRAY '{+,-,*,/}'::text[] LOOP
		EXECUTE format('CREATE OPERATOR medsec.%s (LEFTARG = numeric, RIGHTARG = float8, FUNCTION = medsec.compute)', operator);
		EXECUTE format('CREATE OPERATOR medsec.%s (LEFTARG = float8, RIGHTARG = integer, FUNCTION = medsec.compute)', operator);
	END LOOP;
END $$;
CREATE EXTENSION medsec;
END

for my $summary ('moments(x)', 'moments_pair(x, x > 1)', 'comoments(x, x)', 'indicators(NULL, x, -x)', "smith('environment', x)", 'sample(x)', 'ranked(x, -x)')
{
	is(sql("SELECT jsonb_typeof(medsec.$summary\::jsonb) || (medsec.$summary\::jsonb = '{}')"
			. " FROM unnest('{1, 2, 3}'::float8[]) AS x"),
		'objectfalse', "$summary is shown by the server's own functions");
}
is(sql('SELECT medsec.median(medsec.sample(x)) FROM unnest(ARRAY[1, 2, 4]::float8[]) AS x'), 2, 'median');
is(sql(<<'END'), '0.1|t|2|3.2|60|t|t|t|t|at risk', 'row formulas');
SELECT medsec.oop_share(1, 10), medsec.is_catastrophic(2, 10, 0.1), medsec.equivalent_size(4, 0.5), medsec.oecd_size(2, 3), medsec.capacity_to_pay(100, 60, 4, 20, 0.5),
	medsec.is_catastrophic_xu(4, 10), medsec.hardship(3, 10, 5), medsec.is_impoverished(5, 1, 5), medsec.is_further_impoverished(4, 1, 5), medsec.protection_state(6, 1, 5)
END
is(sql('SELECT count(*) FROM public.caught'), 0, 'no planted function was called');

done_testing;
