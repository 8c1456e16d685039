package io.plimsoll.cli.scan;

import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.advisories.UnreadableInventoryException;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.EngineSocket;
import io.plimsoll.engine.EngineException;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.ScanOutcome;
import io.plimsoll.scanner.ScanSource;
import io.plimsoll.scanner.ScannerProcess;
import java.io.IOException;
import java.nio.file.Path;

/// Has an image inventoried by a scanner process of its own.
final class ImageScanner {
    private ImageScanner() {}

    /// The inventory of what the reference means.
    ///
    /// @throws CommandFailure saying why there is none
    static Inventory inventory(String text) {
        ImageReference reference = reference(text);
        try {
            ScanOutcome outcome = scanner().scan(source(reference));
            return switch (outcome) {
                case ScanOutcome.Made made ->
                    InventoryReader.read(made.document().open());
                case ScanOutcome.CouldNot could ->
                    throw new CommandFailure("cannot scan " + text + ": " + could.reason());
            };
        } catch (UnreadableInventoryException e) {
            throw new CommandFailure(
                    "cannot scan " + text + ": the scanner's answer is not sound: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while scanning " + text, e);
        }
    }

    private static ImageReference reference(String text) {
        try {
            return ImageReference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static ScanSource source(ImageReference reference) {
        return ScanSource.of(reference)
                .orElseGet(() -> new ScanSource.DockerStream(() -> engineImage((ImageReference.Engine) reference)));
    }

    private static java.io.InputStream engineImage(ImageReference.Engine image) throws IOException {
        try {
            return EngineSocket.engine().exportImage(image.name());
        } catch (EngineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ScannerProcess scanner() {
        String home = System.getProperty("plimsoll.home");
        if (home == null) {
            throw new CommandFailure("the installation is not known; start this program with the plimsoll launcher");
        }
        return new ScannerProcess(Path.of(home), Path.of(System.getProperty("java.home"), "bin", "java"));
    }
}
