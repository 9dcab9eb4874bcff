/* bench PROGRAM WORKSPACE SHARE FOLDER [MOST]: what samsyn costs, as medians of CPU time.
 *
 * WORKSPACE has been imported and reported; FOLDER is for what the bench makes and takes
 * away; no history of more than MOST records is made. Beside a time stands its bar, or its
 * floor measured in the same run: compressing the finished page streams and nothing else,
 * and parsing a file without storing it.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "tests/bench/bench.h"

#define MOST_OTHERWISE 10000000

int main(int argc, char **argv)
{
    if (argc != 5 && argc != 6) {
        fputs("usage: bench PROGRAM WORKSPACE SHARE FOLDER [MOST]\n", stderr);
        return 64;
    }
    Error error = {0};
    Bench bench = {.program = argv[1],
                   .workspace = argv[2],
                   .share = argv[3],
                   .folder = argv[4],
                   .most = argc == 6 ? strtoll(argv[5], NULL, 10) : MOST_OTHERWISE};
    puts("medians of CPU time\n");
    bench_reports(&bench, &error);
    bench_city_reports(&bench, &error);
    bench_processes(&bench, &error);
    bench_import(&bench, &error);
    bench_close(&bench, &error);
    folder_remove(bench.folder);
    return 0;
}
