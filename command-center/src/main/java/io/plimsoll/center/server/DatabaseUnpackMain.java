package io.plimsoll.center.server;

import io.plimsoll.center.server.database.PostgresBinaries;
import java.nio.file.Path;

/// Unpacks the programs of the embedded database into a new folder, for the build: `DatabaseUnpackMain DIR`.
final class DatabaseUnpackMain {
    private DatabaseUnpackMain() {}

    public static void main(String[] arguments) {
        PostgresBinaries.unpackInto(Path.of(arguments[0]));
    }
}
