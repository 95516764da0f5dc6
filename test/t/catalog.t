# What a committer would look for in the catalog: every object is commented,
# marked, and of the shape that parallel plans, other servers and drivers need.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

# Every object of the extension, and the same in words.
my $members = <<'END';
CREATE TEMP VIEW member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS object
FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'medsec');
CREATE TEMP VIEW routine AS
SELECT p.*, p.oid::regprocedure::text AS signature
FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid;
CREATE TEMP VIEW aggregate AS
SELECT a.*, p.oid, p.signature, p.proname, p.provariadic, p.proargtypes
FROM pg_aggregate a JOIN routine p ON p.oid = a.aggfnoid;
END

sub wrong
{
	my ($query, $name) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return sql_none("$members $query", $name);
}

sql_ok("$members SELECT count(*) > 100 FROM member", 'the extension has its objects');

wrong(<<'END', 'every object has a comment');
SELECT object FROM member
WHERE obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) IS NULL
ORDER BY 1
END

wrong(<<'END', 'a comment is sentences, or says in lower case (or of I/O) which part the object plays');
SELECT object FROM member, obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) AS comment
WHERE NOT (comment ~ '^[[:upper:]].*[.?]$' OR comment ~ '^([[:lower:]]|I/O).*[^.]$')
ORDER BY 1
END

wrong(<<'END', 'everything stands in schema medsec');
SELECT object FROM member, pg_identify_object(classid, objid, 0) AS identity
WHERE coalesce(schema, 'medsec') <> 'medsec'
END

# A table may be a temporary one, which a parallel worker cannot read.
wrong(<<'END', 'every function is safe in parallel plans, but those that read a table of the caller');
SELECT signature FROM routine
WHERE proparallel <> CASE WHEN signature LIKE '%(regclass,%' THEN 'r' ELSE 's' END
END

wrong(<<'END', 'no function is volatile');
SELECT signature FROM routine WHERE provolatile = 'v'
END

wrong(<<'END', 'no function runs with the rights of its owner, or changes settings');
SELECT signature FROM routine WHERE prosecdef OR proconfig IS NOT NULL
END

wrong(<<'END', 'SQL functions have a body that was bound at creation');
SELECT signature FROM routine JOIN pg_language l ON l.oid = prolang
WHERE lanname NOT IN ('c', 'internal') AND NOT (lanname = 'sql' AND prosqlbody IS NOT NULL)
END

wrong(<<'END', 'no aggregate bears the name of a built-in one');
SELECT signature FROM aggregate
WHERE proname IN (SELECT proname FROM pg_proc WHERE prokind = 'a' AND pronamespace = 'pg_catalog'::regnamespace)
END

wrong(<<'END', 'every aggregate state is a real type that travels, with a combine function');
SELECT signature FROM aggregate JOIN pg_type t ON t.oid = aggtranstype
WHERE t.typtype = 'p' OR aggcombinefn = 0 OR typsend = 0 OR typreceive = 0
   OR aggserialfn <> 0 OR aggdeserialfn <> 0
END

wrong(<<'END', 'no final function asks for extra arguments or changes the state');
SELECT signature FROM aggregate WHERE aggfinalmodify <> 'r' OR aggfinalextra OR aggmfinalextra
END

wrong(<<'END', 'no moving-aggregate mode but of decimal numbers: sums of floats cannot be taken back');
SELECT signature FROM aggregate WHERE aggmtransfn <> 0 AND aggmtranstype <> 'numeric'::regtype
END

wrong(<<'END', 'an aggregate of VARIADIC "any" has a form that takes an array');
SELECT signature FROM aggregate a
WHERE provariadic = '"any"'::regtype AND NOT EXISTS (
    SELECT FROM aggregate b
    WHERE b.proname = a.proname AND b.provariadic = 0
      AND array_to_string(b.proargtypes, ' ') = replace(
          array_to_string(a.proargtypes, ' '),
          '"any"'::regtype::oid::text, 'float8[]'::regtype::oid::text))
END

wrong(<<'END', 'every type has binary input and output, equality and a hash');
SELECT object FROM member JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE typtype = 'b' AND typcategory <> 'A' AND (typsend = 0 OR typreceive = 0
   OR NOT EXISTS (SELECT FROM pg_operator WHERE oprname = '=' AND oprleft = t.oid AND oprright = t.oid AND oprcanhash)
   OR NOT EXISTS (SELECT FROM pg_operator WHERE oprname = '<>' AND oprleft = t.oid AND oprright = t.oid)
   OR NOT EXISTS (SELECT FROM pg_opclass JOIN pg_am am ON am.oid = opcmethod AND amname = 'hash'
                  WHERE opcintype = t.oid AND opcdefault))
END

wrong(<<'END', 'no cast takes bytes as they are');
SELECT object FROM member JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid
WHERE castmethod <> 'f'
END

wrong(<<'END', 'results are named composite types: no OUT parameters, no bare record');
SELECT signature FROM routine
WHERE prorettype = 'record'::regtype OR proargmodes && '{o,b,t}'
END

wrong(<<'END', 'an argument that may be left out has a name to give it by');
SELECT signature FROM routine
WHERE pronargdefaults > 0 AND (proargnames IS NULL OR '' = ANY (proargnames[pronargs - pronargdefaults + 1 :]))
END

wrong(<<'END', 'a function of rows says how many to expect');
SELECT signature FROM routine WHERE proretset AND prorows = 1000
END

wrong(<<'END', 'a function that answers with a record or rows is not called free');
SELECT signature FROM routine
WHERE prokind = 'f' AND procost <= 1
  AND (proretset OR prorettype IN (SELECT oid FROM pg_type WHERE typtype = 'c'))
END

# The validator of C functions loads the library and looks for the symbol, which
# CREATE EXTENSION does not.
sql_ok(<<"END", 'every C function has its symbol');
$members SELECT fmgr_c_validator(oid) IS NOT NULL
FROM routine WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')
END

my $library = (run_program($ENV{PG_CONFIG} // 'pg_config', '--pkglibdir'))[1];
chomp $library;
my (undef, $symbols) = run_program('nm', '-D', '--defined-only', "$library/medsec.so");
my %exported = map { $_ => 1 } $symbols =~ /\bpg_finfo_(\w+)/g;
delete $exported{$_} for split /\n/, sql("$members SELECT DISTINCT prosrc FROM routine");
is_deeply([ sort keys %exported ], [], 'every exported C function has its place in SQL');

wrong(<<'END', 'the extension is trusted, not relocatable, and says what it is');
SELECT name FROM pg_available_extension_versions
WHERE name = 'medsec' AND installed AND (coalesce(comment, '') = '' OR NOT trusted OR relocatable OR schema <> 'medsec')
END

done_testing;
