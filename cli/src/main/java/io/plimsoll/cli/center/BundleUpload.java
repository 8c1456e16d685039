package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;

/// Hands an intelligence bundle to the Command Center.
public final class BundleUpload {
    private BundleUpload() {}

    public static void send(Path bundle) {
        try (Center center = new Center(SavedSession.load())) {
            center.put("/intelligence/bundle", bundle);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + bundle + ": " + AtomicFile.reason(e), e);
        }
    }
}
