# rialto: make · make practice · make test · make check · make install
#   V=1 shows the commands, CC=clang picks the compiler, B=DIR the build folder,
#   SANITIZE=1 builds with AddressSanitizer and UBSan.

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
SANITIZE ?=
B ?= build$(if $(SANITIZE),-sanitize)
VERSION := 0.1.0

PACKAGES := ncursesw libcurl libsecp256k1 json-c nettle hogweed libsodium gmp libqrencode
CFLAGS ?= -O2 -g
CPPFLAGS += -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PACKAGES))
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes \
	-Wstrict-prototypes -Wvla -Wwrite-strings -Werror
HARDEN := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
ifneq ($(SANITIZE),)
CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ALL_CFLAGS := -std=c11 $(WARNINGS) $(HARDEN) $(CFLAGS)
ALL_LDFLAGS := -pie -Wl,-z,relro,-z,now $(CFLAGS) $(LDFLAGS)
LIBS := $(shell pkg-config --libs $(PACKAGES)) -lscrypt -lpthread

LAYERS := wallet keystore net tui app
SOURCES := $(wildcard $(LAYERS:%=%/*.c))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(filter-out $(B)/app/main.o,$(OBJECTS))

UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
TEST_SUPPORT := $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/*.c))

ifeq ($(V),)
Q := @
say = @printf '  %-6s %s\n' $(1) $(2)
endif

all: $(B)/rialto
	$(Q)ln -sf $(B)/rialto rialto

$(B)/rialto: $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# A unit test of folder/file.c is tests/unit/folder_file.c, and links its folder
# and those below it.
below_wallet :=
below_keystore := wallet
below_net := wallet
below_tui := wallet
below_app := wallet keystore net tui
layer_objects = $(filter $(foreach d,$(1) $(below_$(1)),$(B)/$(d)/%.o),$(LIBRARY))

.SECONDEXPANSION:
$(B)/unit/%: $(B)/tests/unit/%.o $(TEST_SUPPORT) $$(call layer_objects,$$(firstword $$(subst _, ,$$*)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

unit: $(UNIT)
	$(Q)for t in $(UNIT); do $$t || exit 1; done

clean:
	rm -rf build build-* rialto

.PHONY: all unit clean
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
