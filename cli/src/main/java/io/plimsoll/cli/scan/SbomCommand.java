package io.plimsoll.cli.scan;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Progress;
import io.plimsoll.cli.Terminal;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sbom", description = "Inventory an image, without matching or judging it.")
public final class SbomCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "REF", description = ImageReference.FORMS)
    private String reference = "";

    @Option(names = "--format", defaultValue = "cyclonedx", description = "cyclonedx, spdx or json; default: cyclonedx")
    private String format = "";

    @Option(names = "--output", paramLabel = "FILE", description = "write there instead of to the terminal")
    private @Nullable Path output;

    @Mixin
    private final RegistryOptions registry = new RegistryOptions();

    @Override
    public Integer call() {
        if (!List.of("cyclonedx", "spdx", "json").contains(format)) {
            throw new CommandFailure("'" + format + "' is not a format of an inventory; use cyclonedx, spdx or json");
        }
        ImageScanner image = ImageScanner.of(reference, registry);
        Inventory inventory;
        try (Progress progress = Progress.ofTerminal()) {
            progress.step("Reading " + reference + " ...");
            inventory = image.inventory();
        }
        String text = Json.write(
                switch (format) {
                    case "json" -> JsonReport.inventory(reference, inventory);
                    case "spdx" -> SpdxReport.inventory(reference, inventory, Instant.now());
                    default -> CycloneDxReport.inventory(reference, inventory);
                });
        if (output == null) {
            Terminal.print(text);
        } else {
            AtomicFile.write(output, text, "rw-r--r--");
        }
        inventory.gaps().forEach(g -> System.err.println("plimsoll: incomplete: " + Terminal.clean(g.detail())));
        return inventory.isComplete() ? 0 : 2;
    }
}
