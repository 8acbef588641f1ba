# rialto
#
#   make                   ./rialto
#   make practice          everything installed, a practice network started, rialto on it
#   make practice-network  only the network, for as long as you like
#   make test              everything installed, every test run
#   make check             the fast part: layers, pages, unit tests
#   make lint              both compilers, clang-tidy, cppcheck
#   make distros           all of it in a bare root of each Debian that is supported
#   make valgrind          the unit tests under valgrind
#   make fuzz              T=60: every fuzz target for so many seconds
#   make monkey            N=200000: so many events by chance on the screen, with sanitizers
#   make bench             rialto beside other programs, as ratios
#   make goldens           writes what tests/unit/golden keeps anew
#   make screenshots       draws the pictures of docs/pictures anew
#   make install           PREFIX=/usr/local, DESTDIR=
#
# V=1 shows the commands, CC=clang picks the compiler, B=DIR the build folder,
# SANITIZE=1 builds with AddressSanitizer and UBSan, WERROR=1 makes warnings errors.

VERSION := 0.1.0
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
SANITIZE ?=
WERROR ?=
FUZZER ?=
T ?= 60
N ?= 200000
B ?= build$(if $(SANITIZE),-sanitize)
J ?= $(shell nproc)
comma := ,

PACKAGES := ncursesw libcurl libsecp256k1 json-c nettle hogweed libsodium gmp libqrencode libutf8proc
PKG_CONFIG ?= pkg-config

# CFLAGS, CPPFLAGS and LDFLAGS are the packager's or the user's alone, from the environment
# or the command line: what rialto itself needs stands beside them, and theirs come last.
# Warnings are errors only where it is asked for (WERROR=1), as make lint and CI do: a newer
# compiler has new ones.
CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes \
	-Wstrict-prototypes -Wvla -Wwrite-strings -Werror=implicit-function-declaration \
	$(if $(WERROR),-Wcast-qual -Werror)
SANITIZERS := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
# _FORTIFY_SOURCE needs an optimising compiler, and may be set already.
FORTIFY := $(if $(findstring _FORTIFY_SOURCE,$(CC) $(CFLAGS) $(CPPFLAGS))$(SANITIZE),,\
	$(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))
HARDEN := -fstack-protector-strong -fPIE $(FORTIFY)
DEFINES := -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
ALL_CFLAGS := -std=c11 $(WARNINGS) $(HARDEN) $(SANITIZERS) $(CFLAGS) $(DEFINES) $(CPPFLAGS)
ALL_LDFLAGS := -pie -Wl,-z,relro,-z,now $(SANITIZERS) $(CFLAGS) $(LDFLAGS)
LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null) -lpthread -lm

LAYERS := wallet keystore net tui app
SOURCES := $(wildcard $(LAYERS:%=%/*.c) $(LAYERS:%=%/*/*.c))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(filter-out $(B)/app/main.o,$(OBJECTS))
PRELOADS := kill_at disk_fails calls_fail memory_fails clock_ahead
SUPPORT := $(patsubst %.c,$(B)/%.o,$(filter-out $(PRELOADS:%=tests/support/%.c),$(wildcard tests/support/*.c)))
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
SCREEN_TESTS := $(patsubst tests/screen/%.c,$(B)/screen/%,$(wildcard tests/screen/*_test.c))
SCREEN_SUPPORT := $(patsubst %.c,$(B)/%.o,$(filter-out %_test.c,$(wildcard tests/screen/*.c)))
FUZZ_SUPPORT := $(if $(FUZZER),,$(B)/tests/fuzz/replay.o)
FUZZ := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(filter-out %/home.c %/replay.c,$(wildcard tests/fuzz/*.c)))
PAGES := $(wildcard man/*.[15])

ifeq ($(V),)
Q := @
say = @printf '  %-6s %s\n' $(1) $(2)
endif

all: $(B)/rialto
	$(Q)ln -sf $(B)/rialto rialto

$(B)/rialto: $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(B)/%.o: %.c | libraries
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

libraries:
	$(Q)$(PKG_CONFIG) --exists $(PACKAGES) || { echo 'Some libraries are missing: "make setup" installs them.'; exit 1; }

# A unit test of folder/file.c is tests/unit/folder_file.c; it links its folder
# and those that folder may see.
below_keystore := wallet
below_net := wallet
below_tui := wallet
below_app := wallet keystore net tui
linked = $(filter $(foreach d,$(1) $(below_$(1)),$(B)/$(d)/%.o),$(LIBRARY))
# Only tests of a folder link what is in the folder of that name in tests/support.
supported = $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/$(1)/*.c))

.SECONDEXPANSION:
$(B)/unit/%: $(B)/tests/unit/%.o $(SUPPORT) $$(call supported,$$(firstword $$(subst _, ,$$*))) \
		$$(call linked,$$(firstword $$(subst _, ,$$*)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

# Screen tests see the program from outside only; what a line looks like they need to draw it.
$(B)/screen/%: $(B)/tests/screen/%.o $(SCREEN_SUPPORT) $(B)/tui/glyph_line.o
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lvterm -lcurl -ljson-c -lcmocka -lutil

# Fuzz targets, of keystore/ but for net_*; without FUZZER they only run again what is
# kept in their corpus.
fuzzed = $(if $(filter net_%,$(1)),$(call linked,net),$(B)/tests/fuzz/home.o $(call linked,keystore))
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(FUZZ_SUPPORT) $$(call fuzzed,$$*)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $(FUZZER) -o $@ $^ $(LIBS)

$(B)/bench/%: $(B)/tests/bench/%.o
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lsodium -lutil

$(B)/bench/list: $(B)/tests/bench/list.o $(call linked,keystore)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(B)/bench/scroll: $(B)/tests/bench/scroll.o $(call linked,tui)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# What tests preload, to kill a program at its N-th write or to let the disk fail.
$(B)/%.so: tests/support/%.c
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) -std=c11 $(WARNINGS) -D_GNU_SOURCE -O2 -fPIC -shared -o $@ $< -ldl
test-programs: $(PRELOADS:%=$(B)/%.so)

setup:
	$(Q)tests/tools/setup build test

practice:
	$(Q)tests/tools/setup build practice
	$(Q)$(MAKE) --no-print-directory all
	$(Q)tests/practice/practice $(B)/rialto

practice-network:
	$(Q)tests/tools/setup practice
	$(Q)node tests/practice/network.mjs

test: setup
	$(Q)$(MAKE) --no-print-directory -j$(J) test-programs
	$(Q)RIALTO=$(B)/rialto BUILD=$(B) tests/tools/run all

test-programs: all $(UNIT) $(SCREEN_TESTS) $(FUZZ)

check: layers pages $(UNIT)
	$(Q)BUILD=$(B) tests/tools/run unit shuffled

layers:
	$(Q)tests/tools/layers
	$(Q)tests/tools/width

pages: all
	$(Q)man/update --check

lint:
	$(Q)tests/tools/lint

distros:
	$(Q)tests/tools/distros

valgrind: $(UNIT)
	$(Q)BUILD=$(B) tests/tools/run valgrind

fuzz: setup
	$(Q)$(MAKE) --no-print-directory -j$(J) B=build-fuzz CC=clang FUZZER=-fsanitize=fuzzer \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' HARDEN=-fPIE fuzz-programs
	$(Q)tests/tools/fuzz build-fuzz $(T)

fuzz-programs: $(FUZZ)

monkey: setup
	$(Q)$(MAKE) --no-print-directory -j$(J) SANITIZE=1 all build-sanitize/screen/monkey_test
	$(Q)RIALTO=$(CURDIR)/build-sanitize/rialto LC_ALL=C.UTF-8 \
		tests/tools/monkeys $(N) build-sanitize/screen/monkey_test

screenshots: setup
	$(Q)$(MAKE) --no-print-directory -j$(J) all $(B)/screen/pictures_test
	$(Q)RIALTO=$(CURDIR)/$(B)/rialto LC_ALL=C.UTF-8 UPDATE_PICTURES=1 $(B)/screen/pictures_test

goldens: $(B)/unit/tui_pictures $(B)/unit/tui_keybind_runs
	$(Q)for test in $^; do UPDATE_GOLDEN=1 $$test >/dev/null || exit 1; done

bench: setup
	$(Q)$(MAKE) --no-print-directory all $(B)/bench/measure $(B)/bench/list $(B)/bench/scroll
	$(Q)RIALTO=$(B)/rialto MEASURE=$(B)/bench/measure LIST=$(B)/bench/list tests/bench/bench
	$(Q)$(B)/bench/scroll

install: all
	install -D -m 755 $(B)/rialto $(DESTDIR)$(BINDIR)/rialto
	for page in $(PAGES); do \
		install -D -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit 1; done

clean:
	rm -rf build build-* rialto

.PHONY: all libraries setup practice practice-network test test-programs check layers pages lint distros valgrind fuzz \
	fuzz-programs monkey goldens screenshots bench install clean
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
