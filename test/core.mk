# The core without a server, under AddressSanitizer and UBSan:
#   make -f test/core.mk unit      the unit tests, compiled by gcc and by clang
#   make -f test/core.mk fuzz      each fuzzer for SECONDS seconds (clang)
# Run from the project's folder.  A test is test/unit/test_*.c with a main(), a
# fuzzer test/fuzz/fuzz_*.c with an LLVMFuzzerTestOneInput().

GCC = gcc
CLANG = clang-14
SECONDS = 10

CORE := $(sort $(wildcard src/core/*.c))
UNIT := $(sort $(wildcard test/unit/test_*.c))
FUZZ := $(sort $(wildcard test/fuzz/fuzz_*.c))

FLAGS = -std=c11 -D_GNU_SOURCE -O1 -g -ffp-contract=off -fno-omit-frame-pointer \
	-Wall -Wextra -Werror -Isrc -Itest/unit -MMD -MP
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
LIBS = -lgsl -lgslcblas -lm

COMPILE_gcc = $(GCC) $(FLAGS) $(SANITIZE)
COMPILE_clang = $(CLANG) $(FLAGS) $(SANITIZE)
COMPILE_fuzz = $(CLANG) $(FLAGS) $(SANITIZE) -fsanitize=fuzzer-no-link
LINK_fuzz = $(CLANG) $(SANITIZE) -fsanitize=fuzzer

# $(call objects,variant,sources)
objects = $(patsubst %.c,build/$(1)/%.o,$(2))

TESTS = $(foreach cc,gcc clang,$(UNIT:test/unit/%.c=build/$(cc)/%))
FUZZERS = $(FUZZ:test/fuzz/%.c=build/fuzz/%)

.PHONY: unit fuzz $(TESTS:=.run)
.SECONDARY:

unit: $(TESTS:=.run)

$(TESTS:=.run): %.run: %
	@echo "# $<"; $<

fuzz: $(FUZZERS)
	@for fuzzer in $^; do \
		name=$$(basename $$fuzzer); mkdir -p build/corpus/$$name; \
		$$fuzzer -max_total_time=$(SECONDS) -artifact_prefix=build/ build/corpus/$$name \
			$$(ls -d test/fuzz/corpus/$$name 2>/dev/null) || exit 1; \
	done

build/gcc/test_%: build/gcc/test/unit/test_%.o $(call objects,gcc,$(CORE))
	$(GCC) $(SANITIZE) -o $@ $^ $(LIBS)

build/clang/test_%: build/clang/test/unit/test_%.o $(call objects,clang,$(CORE))
	$(CLANG) $(SANITIZE) -o $@ $^ $(LIBS)

build/fuzz/fuzz_%: build/fuzz/test/fuzz/fuzz_%.o $(call objects,fuzz,$(CORE))
	$(LINK_fuzz) -o $@ $^ $(LIBS)

define compile
build/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(COMPILE_$(1)) -c -o $$@ $$<
endef
$(foreach variant,gcc clang fuzz,$(eval $(call compile,$(variant))))

-include $(shell find build/gcc build/clang build/fuzz -name '*.d' 2>/dev/null)
