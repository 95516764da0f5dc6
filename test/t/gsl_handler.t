# Another library of the process may set GSL's error handler, which aborts: no
# call of medsec raises it.
#
# The test compiles such a library and loads it, so it needs a compiler and a
# superuser on the server's machine.

use strict;
use warnings;
use File::Temp qw(tempdir);
use lib 'test/t/lib';
use MedsecTest;

my $folder = tempdir(CLEANUP => 1);
chmod 0755, $folder;
open my $source, '>', "$folder/rude.c" or die $!;
print $source <<'END';
#include "postgres.h"
#include <gsl/gsl_errno.h>
#include "fmgr.h"
PG_MODULE_MAGIC;
void _PG_init(void);
__attribute__((visibility("default"))) void
_PG_init(void)
{
	gsl_set_error_handler(NULL);
}
END
close $source;
my $headers = `pg_config --includedir-server`;
chomp $headers;
my $status = system("cc -shared -fPIC -D_GNU_SOURCE -I'$headers' -o '$folder/rude.so' '$folder/rude.c' -lgsl -lgslcblas -lm");
plan(skip_all => 'no compiler, or no headers of the server') if $status != 0;

is(sql(<<"END"), "t\nt|t|t", 'tails, limits and power with an aborting error handler set');
SELECT medsec.mean(medsec.moments(1)) = 1;
LOAD '$folder/rude.so';
SELECT medsec.power_t_test(10, 1) > 0,
	(medsec.t_test(medsec.moments_of(10, 1, 1))).cohens_d_low < 1,
	(medsec.t_test(medsec.moments_of(3, 1e5, 1e-5), medsec.moments_of(3, -1e5, 1e-5))).p_value < 1e-10;
END
ok(sql('SELECT true'), 'the server is still there');

done_testing;
