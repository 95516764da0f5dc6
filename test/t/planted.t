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
CREATE EXTENSION medsec;
END

for my $summary ('moments(x)', 'moments_pair(x, x > 1)', 'comoments(x, x)', 'indicators(NULL, x, -x)', "smith('environment', x)")
{
	is(sql("SELECT jsonb_typeof(medsec.$summary\::jsonb) || (medsec.$summary\::jsonb = '{}')"
			. " FROM unnest('{1, 2, 3}'::float8[]) AS x"),
		'objectfalse', "$summary is shown by the server's own functions");
}
is(sql('SELECT count(*) FROM public.caught'), 0, 'no planted function was called');

done_testing;
