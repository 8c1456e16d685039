package io.plimsoll.enforcer;

import java.util.List;

/// The command line cannot be taken as it is. All mistakes are told at once.
final class OptionMistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OptionMistakes(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
