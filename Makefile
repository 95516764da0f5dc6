# medsec is built by PGXS.
#
# The version stands in medsec.control.  Sources, install parts, upgrade scripts
# and tests are found by name: a new topic needs no change here.

EXTENSION = medsec
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" medsec.control)

CORE = $(sort $(wildcard src/core/*.c))
FACE = $(sort $(wildcard src/*.c))
PARTS = $(sort $(wildcard sql/install/*.sql))

MODULE_big = $(EXTENSION)
OBJS = $(CORE:.c=.o) $(FACE:.c=.o)
DATA = $(sort $(wildcard sql/upgrade/*.sql))
DATA_built = $(EXTENSION)--$(EXTVERSION).sql
PGFILEDESC = "medsec - statistics for surveys and claims"

TESTS = $(sort $(wildcard sql/*.sql))
REGRESS = $(TESTS:sql/%.sql=%)
REGRESS_OPTS = --load-extension=$(EXTENSION)

EXTRA_CLEAN = build src/*.[od] src/*.bc src/core/*.[od] src/core/*.bc \
	$(EXTENSION)--*.sql

# The same bits on every CPU: no fused multiply-add, no -ffast-math, and only
# what is marked PGDLLEXPORT leaves the library.
STRICT = -std=c11 -ffp-contract=off -fvisibility=hidden
WARNINGS = -Wall -Wextra
PG_CFLAGS = $(STRICT) $(WARNINGS) -MMD -MP
PG_CPPFLAGS = -DMEDSEC_SERVER
SHLIB_LINK = -lgsl -lgslcblas -lm

# Dependency files are ours: the server's would mix src/x.c and src/core/x.c.
override autodepend = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

ifneq ($(filter 9.% 10 11 12 13,$(MAJORVERSION)),)
$(error medsec needs PostgreSQL 14 or newer, and this is $(VERSION))
endif

# The server's headers are not ours to warn about.
override CPPFLAGS += -isystem $(includedir_server)

# Servers before 16 leave PGDLLEXPORT empty, which would hide every function.
ifneq ($(filter 14 15,$(MAJORVERSION)),)
override CPPFLAGS += -DPGDLLEXPORT='__attribute__((visibility("default")))'
endif

# The JIT has its own copy of the code, and PG_CFLAGS do not reach it.
BITCODE_CFLAGS += $(STRICT)

# Loops over columns are written to be vectorised; nothing is re-associated.
$(CORE:.c=.o): override CFLAGS += -O2 -ftree-vectorize

# A changed header rebuilds what includes it, and the bitcode with it.
-include $(OBJS:.o=.d)
$(OBJS:.o=.bc): %.bc: %.o

# The install script: all parts in the order of their names.  The folder is a
# prerequisite so that a part which goes away is noticed too.
$(DATA_built): $(PARTS) sql/install medsec.control Makefile
	@printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit' >$@
	cat $(PARTS) >>$@

#
# Checks that need no server.  script/test runs these and all the others.
#
CC_clang = $(or $(CLANG),clang)
CLANG_FORMAT ?= $(shell which clang-format-14 || echo clang-format)
FORMATTED = $(sort $(wildcard src/*.[ch] src/core/*.[ch] test/unit/*.[ch] test/fuzz/*.[ch]))

.PHONY: unit fuzz format check-format check-includes check-symbols \
	check-warnings check-version docs dist

# The core alone, by gcc and clang, under sanitizers.
unit fuzz:
	@$(MAKE) --no-print-directory -f test/core.mk $@ CLANG=$(CC_clang)

format:
	$(CLANG_FORMAT) -i $(FORMATTED)

check-format:
	$(CLANG_FORMAT) --dry-run -Werror $(FORMATTED)

check-includes:
	script/check/includes

check-symbols: $(shlib)
	script/check/symbols $(shlib)

check-version:
	script/check/version

# Every source once more by each compiler, where a warning is an error.
check-warnings: $(foreach cc,gcc clang,$(OBJS:%=build/strict/$(cc)/%))

build/strict/gcc/%.o: %.c
	@mkdir -p $(@D)
	gcc $(CFLAGS) -Werror $(CPPFLAGS) -c -o $@ $<

build/strict/clang/%.o: %.c
	@mkdir -p $(@D)
	$(CC_clang) -O2 -MMD -MP -fPIC -fno-strict-aliasing -fwrapv \
		-Wmissing-prototypes $(STRICT) $(WARNINGS) -Werror $(CPPFLAGS) -c -o $@ $<

-include $(foreach cc,gcc clang,$(OBJS:%.o=build/strict/$(cc)/%.d))

# The reference pages, from the catalog of a live server.
docs:
	script/docs

dist:
	git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ \
		-o $(EXTENSION)-$(EXTVERSION).zip HEAD
