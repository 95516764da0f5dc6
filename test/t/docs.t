# The SQL of the documentation runs as it stands there.
#
# Every page of docs/ and every README has a database of its own, and its ```sql
# blocks run in it one after the other, in one session.  An ```output block right
# after one is what psql then says.  A page may prepare tables out of sight:
#
#   <!-- setup
#   CREATE TABLE ...
#   -->
#
# and a block that cannot run in a test (it needs another server, say) begins
# with ```sql no-run.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

my $project = project();

# The blocks of a page in their order: { line, setup, query, output }.
sub blocks
{
	my ($page) = @_;
	my (@blocks, $block, $field, $end);

	open my $handle, '<:encoding(UTF-8)', $page or die "$page: $!";
	while (my $line = <$handle>)
	{
		if (defined $end)
		{
			if ($line =~ $end)
			{
				undef $end;
			}
			else
			{
				$block->{$field} .= $line;
			}
		}
		elsif ($line =~ /^```output\s*$/)
		{
			die "$page:$.: output without a query before it\n" if !$block || defined $block->{output};
			($field, $end) = ('output', qr/^```/);
			$block->{output} = '';
		}
		elsif ($line =~ /^(?:```sql\s*|<!-- setup\s*)$/)
		{
			$block = { line => $., query => '' };
			push @blocks, $block;
			($field, $end) = ('query', $line =~ /^`/ ? qr/^```/ : qr/^-->/);
		}
		elsif ($line =~ /^```\w/)
		{
			undef $block;
			($field, $end) = ('ignored', qr/^```/);
		}
	}
	die "$page: a block does not end\n" if defined $end;
	return @blocks;
}

# What psql says, without the spaces at the ends of lines and the empty last one.
sub trimmed
{
	my ($text) = @_;

	return $text =~ s/[ \t]+$//gmr =~ s/\n+\z//r;
}

for my $page (sort glob "$project/README*.md $project/docs/*.md")
{
	my $name = $page =~ s/^\Q$project\E\///r;
	my @blocks = blocks($page);
	my $script = '';

	next unless @blocks;

	# one session a page: a mark before each block parts what it says
	$script .= "\\echo ---- block $_\n$blocks[$_]{query}\n;\n" for 0 .. $#blocks;
	my $file = File::Temp->new;
	binmode $file, ':encoding(UTF-8)';
	print $file $script;
	close $file;

	sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP EXTENSION medsec CASCADE; DROP SCHEMA medsec; CREATE EXTENSION medsec');
	my ($status, $out, $err) = run_program('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', "$file");
	my (undef, @said) = split /^---- block \d+\n/m, $out, -1;

	for my $i (0 .. $#blocks)
	{
		my $where = "$name:$blocks[$i]{line}";

		ok($i < $#said || $i == $#said && $status == 0, "$where runs") or diag($err);
		last if $i >= $#said && $status != 0;
		is(trimmed($said[$i]), trimmed($blocks[$i]{output}), "$where says so")
		  if defined $blocks[$i]{output};
	}
}

done_testing;
