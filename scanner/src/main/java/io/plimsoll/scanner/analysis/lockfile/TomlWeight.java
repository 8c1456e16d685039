package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.layer.FileBytes;

/// How many values a TOML document may become at most. Whoever reads TOML builds the whole tree at once, and a
/// tree takes a hundred times the bytes of `a.a.a = 1`, so this is counted before: what parts keys and values,
/// outside of strings and comments (TOML 1.0, "String").
final class TomlWeight {
    private static final int END = -1;

    private final FileBytes document;
    private int at;

    private TomlWeight(FileBytes document) {
        this.document = document;
    }

    static int of(FileBytes document) {
        return new TomlWeight(document).count();
    }

    private int count() {
        int weight = 0;
        while (at < document.size()) {
            switch (document.at(at)) {
                case '"', '\'' -> skipString(document.at(at));
                case '#' -> skipLine();
                case '.', '[', '{', ',', '=' -> {
                    weight++;
                    at++;
                }
                default -> at++;
            }
        }
        return weight;
    }

    private void skipLine() {
        while (peek(0) != END && peek(0) != '\n') {
            at++;
        }
    }

    private void skipString(int quote) {
        if (isThrice(quote)) {
            at += 3;
            skipTo(quote, true);
        } else {
            at++;
            skipTo(quote, false);
        }
    }

    /// Behind the quotes that end a string. As many as two more before the last three belong to the string.
    private void skipTo(int quote, boolean thrice) {
        while (peek(0) != END) {
            if (peek(0) == '\\' && quote == '"') {
                at += 2;
            } else if (!thrice && (peek(0) == quote || peek(0) == '\n')) {
                at++;
                return;
            } else if (thrice && isThrice(quote)) {
                at += 3;
                for (int more = 0; more < 2 && peek(0) == quote; more++) {
                    at++;
                }
                return;
            } else {
                at++;
            }
        }
    }

    private boolean isThrice(int quote) {
        return peek(0) == quote && peek(1) == quote && peek(2) == quote;
    }

    private int peek(int ahead) {
        int index = at + ahead;
        return index < 0 || index >= document.size() ? END : document.at(index);
    }
}
