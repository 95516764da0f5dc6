# Whatever text or bytes arrive as a summary, the answer is a value or an error
# about the data, never a crash; and a value that was let in comes out again the
# same and can be asked everything.

use strict;
use warnings;
use lib 'test/t/lib';
use File::Temp;
use MedsecTest;

my $rounds = 1000;
my $started = sql('SELECT pg_postmaster_start_time()');

#
# Text: a good one, changed in a place or two.
#
sub mutate_text
{
	my ($type) = @_;
	my $good = example($type);

	return sql(<<"SQL");
CREATE TABLE text_$type (v medsec.$type);
DO \$\$
DECLARE
	good text := $good\::text;
	bad text;
	place int;
	tried int := 0;
	letters text := '0123456789.-+eE,;:(){}[]<> /|naifpx"''\\\\';
BEGIN
	PERFORM setseed(0.5);
	FOR i IN 1 .. $rounds LOOP
		bad := good;
		FOR j IN 0 .. i % 2 LOOP
			place := 1 + floor(random() * length(bad));
			bad := CASE floor(random() * 5)
				WHEN 0 THEN left(bad, place)
				WHEN 1 THEN overlay(bad PLACING '' FROM place FOR 1)
				WHEN 2 THEN overlay(bad PLACING substr(letters, 1 + floor(random() * length(letters))::int, 1) FROM place FOR 1)
				WHEN 3 THEN overlay(bad PLACING substr(letters, 1 + floor(random() * length(letters))::int, 1) FROM place FOR 0)
				ELSE overlay(bad PLACING substr(bad, 1 + floor(random() * length(bad))::int, 20) FROM place FOR 0)
			END;
		END LOOP;
		BEGIN
			INSERT INTO text_$type SELECT bad::medsec.$type;
		EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
			NULL;
		END;
	END LOOP;
END
\$\$;
SQL
}

#
# Bytes: a good value's, changed, offered by a binary COPY.
#
sub mutate_bytes
{
	my ($bytes) = @_;
	my $place = int rand length $bytes;

	for my $way (int rand 6)
	{
		substr($bytes, $place, 1) ^= chr(1 << int rand 8) if $way == 0;
		substr($bytes, $place, 1) = chr int rand 256 if $way == 1;
		$bytes = substr $bytes, 0, $place if $way == 2;
		$bytes .= chr int rand 256 if $way == 3;
		substr($bytes, $place & ~3, 4) = pack 'N', (0, 1, 2**31 - 1, 2**31, 2**32 - 1)[ int rand 5 ] if $way == 4;
		substr($bytes, $place & ~3, 8) =
		  pack 'd>', (0, -1, 1e300, -1e300, 9**9**9, -9**9**9, -sin(9**9**9), 5e-324)[ int rand 8 ]
		  if $way == 5;
	}
	return $bytes;
}

sub copy_bytes
{
	my ($type, $folder) = @_;
	my $send = sql("SELECT typsend::text FROM pg_type WHERE oid = 'medsec.$type'::regtype");
	my $good = pack 'H*', sql("SELECT encode($send(" . example($type) . "), 'hex')");
	my $script = "CREATE TABLE bytes_$type (v medsec.$type);\n";

	srand 1;
	for my $i (1 .. $rounds)
	{
		my $value = mutate_bytes($good);
		$value = mutate_bytes($value) if $i % 2 && $value ne '';

		open my $file, '>:raw', "$folder/$i" or die $!;
		print $file "PGCOPY\n\377\r\n\0", pack('NN', 0, 0), pack('nN/a*n', 1, $value, 0xffff);
		close $file or die $!;
		$script .= "\\copy bytes_$type FROM '$folder/$i' (FORMAT binary)\n";
	}
	open my $file, '>', "$folder/script" or die $!;
	print $file $script;
	close $file or die $!;
	my (undef, undef, $err) = run_program('psql', '-Xq', '-v', 'VERBOSITY=verbose', '-f', "$folder/script");

	# bad data (22), a message too short or too long (08P01), too large (54)
	return join "\n", grep { /(?:ERROR|FATAL|PANIC):/ && !/ERROR:  (?:22...|08P01|54...):/ } split /\n/, $err;
}

for my $type (types())
{
	my $folder = File::Temp->newdir;

	is(eval { mutate_text($type) } // $@, '', "$type: changed text is a value or an error about the data");
	is(copy_bytes($type, $folder), '', "$type: so are changed bytes");

	sql("CREATE TABLE let_in_$type AS SELECT v FROM text_$type UNION ALL SELECT v FROM bytes_$type");
	sql_ok("SELECT count(*) BETWEEN 1 AND 1.9 * $rounds FROM let_in_$type", "$type: some were let in, many were not");
	sql_none("SELECT v FROM let_in_$type WHERE v::text::medsec.$type IS DISTINCT FROM v LIMIT 5",
		"$type: what was let in comes out the same");

	for my $call (grep { grep { $_ eq "medsec.$type" } @{ $_->{types} } } calls())
	{
		my $arguments = join ', ', map { $_ eq "medsec.$type" ? 'v' : example($_) } @{ $call->{types} };
		my $answer = eval { sql(<<"SQL") } // $@;
DO \$\$
DECLARE
	v medsec.$type;
	answer text;
BEGIN
	FOR v IN SELECT l.v FROM let_in_$type l LOOP
		BEGIN
			SELECT $call->{name}($arguments)::text INTO answer;
			IF answer ~* 'nan|infinity' THEN
				RAISE EXCEPTION USING ERRCODE = 'XX001', MESSAGE = format('%s answers %s', v, answer);
			END IF;
		EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
			NULL;
		END;
	END LOOP;
END
\$\$
SQL
		is($answer, '', "$call->{signature} lives with what was let in");
	}
}

is(sql('SELECT pg_postmaster_start_time()'), $started, 'the server has not restarted');

done_testing;
