/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/wish.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool wish_option(Arena *arena, Wish *wish, int option, size_t *unit_capacity,
                        char **argv, Error *error)
{
    char *end;
    switch (option) {
    case 'p':
        wish->period = optarg;
        return true;
    case 'u':
        wish->units = ARENA_GROW(arena, wish->units, wish->unit_count, unit_capacity);
        wish->units[wish->unit_count++] = optarg;
        return true;
    case 'o':
        wish->directory = optarg;
        return true;
    case 'f':
        return formats_read(str_from(optarg), &wish->formats, error);
    case 'j':
        wish->processes = strtoul(optarg, &end, 10);
        return (*optarg && !*end && wish->processes >= 1 && wish->processes <= 256) ||
               error_set(error, ERROR_USAGE, "--jobs is a number from 1 to 256, not '%s'",
                         optarg);
    case 'a':
        wish->attach = true;
        return true;
    case 'l':
        wish->public_level = true;
        return strcmp(optarg, "public") == 0 ||
               error_set(
                   error, ERROR_USAGE,
                   "--level '%s': the only level to ask for is public; nothing raises "
                   "a report's own level",
                   optarg);
    default:
        return error_set(error, ERROR_USAGE,
                         "report: unknown option '%s'; samsyn report --help lists them",
                         argv[optind - 1]);
    }
}

bool wish_read(const Run *run, int argc, char **argv, Wish *wish, Error *error)
{
    static const struct option options[] = {{"period", required_argument, NULL, 'p'},
                                            {"unit", required_argument, NULL, 'u'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"jobs", required_argument, NULL, 'j'},
                                            {"level", required_argument, NULL, 'l'},
                                            {"attach-data", no_argument, NULL, 'a'},
                                            {NULL, 0, NULL, 0}};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    *wish = (Wish){.processes = processors > 1 ? (size_t)processors : 1,
                   .formats.wanted = {[FORMAT_PDF] = true, [FORMAT_HTML] = true}};
    size_t unit_capacity = 0;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "o:", options, NULL)) != -1;)
        if (!wish_option(run->arena, wish, option, &unit_capacity, argv, error))
            return false;
    wish->name_count = (size_t)(argc - optind);
    wish->names = ARENA_ARRAY(run->arena, wish->name_count + 1, Str);
    for (size_t i = 0; i < wish->name_count; i++)
        wish->names[i] = str_from(argv[optind + (int)i]);
    return true;
}
