/* Paints the pictures of a file with ncurses, and marks the end of each frame in what it writes.
 * Compiled and run in a pseudo-terminal by benches/bytes.rs. A picture is a line `F row column` (the cursor), then a line
 * for each cell that is no plain blank: `row column bold underlined reversed colour text`; colour -1 is the default. */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char mark[] = "\033]frame\007";

static void shown(int y, int x) {
    move(y, x);
    refresh();
    write(1, mark, sizeof mark - 1);
}

int main(int count, char **args) {
    FILE *file = count > 1 ? fopen(args[1], "r") : NULL;
    char line[256];
    int cursor_y = -1, cursor_x = 0;
    if (!file) return 2;
    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    nonl();
    /* All that ncurses knows to save bytes by. */
    idlok(stdscr, TRUE);
    if (has_colors()) {
        start_color();
        use_default_colors();
        for (int i = 0; i < 8; i++) init_pair((short)(i + 1), (short)i, -1);
    }
    while (fgets(line, sizeof line, file)) {
        int y, x, bold, underlined, reversed, colour, at = 0;
        line[strcspn(line, "\n")] = 0;
        if (line[0] == 'F') {
            if (cursor_y >= 0) shown(cursor_y, cursor_x);
            sscanf(line, "F %d %d", &cursor_y, &cursor_x);
            erase();
        } else if (sscanf(line, "%d %d %d %d %d %d %n", &y, &x, &bold, &underlined, &reversed, &colour, &at) == 6) {
            attrset((bold ? A_BOLD : 0) | (underlined ? A_UNDERLINE : 0) | (reversed ? A_REVERSE : 0)
                    | (colour >= 0 && colour < 8 ? COLOR_PAIR(colour + 1) : 0));
            mvaddstr(y, x, line[at] ? line + at : " ");
        }
    }
    if (cursor_y >= 0) shown(cursor_y, cursor_x);
    endwin();
    return 0;
}
