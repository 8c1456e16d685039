#include "json_text.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>

void json_text(char *out, size_t size, const char *text) {
    size_t used = 0;
    while (*text != 0) {
        char piece[8];
        size_t length = utf8_length(text);
        if (length == 0)
            snprintf(piece, sizeof piece, "\\ufffd");
        else if (*text == '"' || *text == '\\')
            snprintf(piece, sizeof piece, "\\%c", *text);
        else if (utf8_is_control(text))
            snprintf(piece, sizeof piece, "\\u%04x", (unsigned)(unsigned char)text[length - 1]);
        else
            snprintf(piece, sizeof piece, "%.*s", (int)length, text);
        size_t width = strlen(piece);
        if (used + width + 1 > size) break;
        memcpy(out + used, piece, width);
        used += width;
        text += length == 0 ? 1 : length;
    }
    out[used] = 0;
}
