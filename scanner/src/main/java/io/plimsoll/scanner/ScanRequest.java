package io.plimsoll.scanner;

import io.plimsoll.scanner.archive.ImageStream;
import java.util.ArrayList;
import java.util.List;

/// What the scanner process is asked to read.
///
/// @param kind what the stream holds
/// @param names of which the image must bear one; empty if the archive must hold one image only
/// @param architecture of the platform that is taken where an image has several, as OCI writes it: `amd64`
record ScanRequest(ImageStream.Kind kind, List<String> names, String architecture) {
    private static final String USAGE =
            "usage: plimsoll-scanner --kind docker-archive|oci|rootfs [--name NAME]... < STREAM > INVENTORY";

    ScanRequest {
        names = List.copyOf(names);
    }

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException with a message for the caller
    static ScanRequest parse(List<String> arguments) {
        ImageStream.Kind kind = null;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--kind" -> kind = ImageStream.Kind.ofWord(value);
                case "--name" -> names.add(value);
                default -> throw new IllegalArgumentException("'" + arguments.get(i) + "' is unknown; " + USAGE);
            }
        }
        if (kind == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return new ScanRequest(kind, names, architecture(System.getProperty("os.arch")));
    }

    private static String architecture(String java) {
        return switch (java) {
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
