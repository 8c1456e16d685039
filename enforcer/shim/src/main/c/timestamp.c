#include "timestamp.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

struct date {
    int year;
    unsigned month, day;
};

/// Days since 1970-01-01 to a Gregorian date, by years that begin in March so that the leap day comes last.
static struct date date_of(int64_t days) {
    days += 719468; // from 0000-03-01
    int64_t era = days / 146097;
    unsigned day_of_era = (unsigned)(days % 146097);
    unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    unsigned march_month = (5 * day_of_year + 2) / 153;
    unsigned month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (struct date){.year = (int)(era * 400 + year_of_era + (month <= 2)),
                         .month = month,
                         .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

void timestamp_now(char text[TIMESTAMP_SIZE]) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct date date = date_of(now.tv_sec / 86400);
    unsigned second = (unsigned)(now.tv_sec % 86400);
    snprintf(text, TIMESTAMP_SIZE, "%04d-%02u-%02uT%02u:%02u:%02u.%03uZ", date.year % 10000, date.month % 13,
             date.day % 32, second / 3600, second / 60 % 60, second % 60, (unsigned)(now.tv_nsec / 1000000) % 1000);
}
