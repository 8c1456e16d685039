#include "start.h"

#include "runc_log.h"
#include "ungoverned.h"

#include <stdio.h>
#include <stdlib.h>

int start_refuse(const struct start *start, const char *line) {
    runc_log_error(&start->arguments, line);
    return EXIT_FAILURE;
}

bool start_fall_back(const struct start *start, const char *cause) {
    const char *id = start->arguments.id ? start->arguments.id : "";
    char line[PATH_MAX + 1024];
    if (start->conf->direction == DIRECTION_DENY) {
        snprintf(line, sizeof line,
                 "Plimsoll: start refused, %s (fail direction: deny); ask your administrator or run 'plimsoll rescue'",
                 cause);
        start_refuse(start, line);
        return false;
    }
    bool recorded = ungoverned_record(start->conf, start->arguments.command, id, start->bundle, cause);
    snprintf(line, sizeof line, "Plimsoll: started without a decision, %s (fail direction: allow)%s", cause,
             recorded ? "" : "; this could not be recorded for the Enforcer");
    runc_log_warning(&start->arguments, line);
    return true;
}
