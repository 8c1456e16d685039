/* What a test tries to run: says that it ran. */
#include <stdio.h>

int main(void)
{
    puts("ran");
    return 0;
}
