# Installing, dropping, dumping and updating: a database owner who is no
# superuser may install medsec, and what is stored comes back the same.

use strict;
use warnings;
use lib 'test/t/lib';
use Digest::MD5;
use File::Temp;
use MedsecTest;

sub recreate
{
	my ($name) = @_;

	local $ENV{PGDATABASE} = 'postgres';
	sql("DROP DATABASE IF EXISTS $name WITH (FORCE)");
	sql("CREATE DATABASE $name TEMPLATE template0");
}

my $database = database();
my $owner = "${database}_owner";

#
# Drop and create again: nothing is left behind.
#
sub members
{
	return sql(<<'END');
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'medsec')
ORDER BY 1
END
}

my $members = members();
sql('DROP EXTENSION medsec');
sql_none("SELECT proname FROM pg_proc WHERE probin LIKE '%medsec%'", 'DROP EXTENSION leaves no function');
sql('CREATE EXTENSION medsec');
is(members(), $members, 'CREATE EXTENSION makes the same objects again');

sql('CREATE SCHEMA elsewhere');
sql('DROP EXTENSION medsec');
is((sql_error('CREATE EXTENSION medsec SCHEMA elsewhere'))[0], '0A000', 'it lives in schema medsec only');
sql('CREATE EXTENSION medsec');

#
# What stands in the schema before belongs to somebody: it is not taken over.
#
sql('DROP EXTENSION medsec; DROP SCHEMA IF EXISTS medsec CASCADE; CREATE SCHEMA medsec');
sql('CREATE FUNCTION medsec.p_adjust(float8[], text) RETURNS float8[] LANGUAGE SQL RETURN NULL::float8[]');
is((sql_error('CREATE EXTENSION medsec'))[0], '42723', 'a function planted in advance is not adopted');
sql('DROP SCHEMA medsec CASCADE; CREATE EXTENSION medsec');

#
# A trusted extension.
#
recreate($owner);
sql("DROP ROLE IF EXISTS $owner; CREATE ROLE $owner LOGIN");
sql("ALTER DATABASE $owner OWNER TO $owner");
{
	local $ENV{PGUSER} = $owner;
	local $ENV{PGDATABASE} = $owner;

	is(eval { sql('CREATE EXTENSION medsec') } // $@, '', 'a database owner who is no superuser installs it');
	sql_ok('SELECT medsec.mean(medsec.moments(x)) = 2 FROM generate_series(1, 3) x', 'and uses it');
	is(eval { sql('DROP EXTENSION medsec') } // $@, '', 'and drops it');
}

#
# Dump and restore, as text and as an archive.
#
sql(<<'END');
CREATE TABLE s AS
SELECT i / 100 AS part,
       medsec.moments(x) AS m,
       medsec.moments(x, 1 + i % 3) AS weighted,
       medsec.moments(NULL::float8) AS empty,
       medsec.comoments(x, y, 1 / x) AS c,
       medsec.moments_pair(x, i % 2 = 0) AS p
FROM (SELECT i, i / 3.0::float8 AS x, sin(i) AS y FROM generate_series(1, 1000) i) AS r
GROUP BY 1;
INSERT INTO s SELECT NULL, medsec.rollup(m), NULL, NULL, medsec.rollup(c), NULL FROM s;
CREATE VIEW answers AS
SELECT part, medsec.t_test(m, 1) AS t, medsec.pca(c) AS f, medsec.correlation(c) AS r,
       medsec.describe(weighted) AS d, medsec.t_test(p) AS pt
FROM s;
CREATE INDEX ON s USING hash (m);
CREATE TABLE before AS TABLE answers;
END

# Every stored bit, by way of the binary form.
sub fingerprint
{
	my ($database) = @_;
	my $file = File::Temp->new;

	local $ENV{PGDATABASE} = $database;
	run_program('psql', '-Xq', '-c', "\\copy (SELECT * FROM s ORDER BY part) TO '$file' (FORMAT binary)");
	return Digest::MD5->new->addfile($file)->hexdigest;
}

my $copy = "${database}_copy";
my %restore = (
	plain => sub { run_program('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', $_[0], $copy) },
	custom => sub { run_program('pg_restore', '--exit-on-error', '-d', $copy, $_[0]) },
);
for my $format (sort keys %restore)
{
	my $file = File::Temp->new;

	recreate($copy);
	is((run_program('pg_dump', '-F', $format, '-f', "$file", $database))[2], '', "pg_dump, format $format");
	is(($restore{$format}->("$file"))[2], '', "restore, format $format");
	is(fingerprint($copy), fingerprint($database), "summaries come back bit by bit, format $format");

	local $ENV{PGDATABASE} = $copy;
	sql_none('(TABLE answers EXCEPT TABLE before) UNION ALL (TABLE before EXCEPT TABLE answers)',
		"and answer the same, format $format");
}

#
# Updates: whatever version one comes from, one ends with the same objects.
#
my @old = split /\n/, sql(<<'END');
SELECT source FROM pg_extension_update_paths('medsec')
JOIN pg_available_extension_versions ON name = 'medsec' AND version = source
WHERE target = (SELECT default_version FROM pg_available_extensions WHERE name = 'medsec') AND path IS NOT NULL
END

for my $version (@old)
{
	sql("DROP EXTENSION medsec CASCADE; CREATE EXTENSION medsec VERSION '$version'");
	is(eval { sql('ALTER EXTENSION medsec UPDATE') } // $@, '', "update from $version");
	is(members(), $members, "update from $version ends with what a fresh install has");
}

for my $database ($owner, $copy)
{
	local $ENV{PGDATABASE} = 'postgres';
	sql("DROP DATABASE IF EXISTS $database WITH (FORCE)");
}
sql("DROP ROLE $owner");

done_testing;
