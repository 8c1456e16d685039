package io.plimsoll.benchmarks;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import java.nio.file.Path;
import java.util.List;

/// The program whose whole life is measured: opens a bundle and looks up packages that are spread over all of Maven's.
/// Arguments: bundle, public key.
final class BundleLookUps {
    static final int COUNT = 501;

    private static final int STRIDE = 7919;

    private BundleLookUps() {}

    public static void main(String[] arguments) {
        try (Bundle bundle = open(Path.of(arguments[0]), Path.of(arguments[1]))) {
            List<String> names = bundle.namesIn("Maven");
            int found = 0;
            for (int i = 0; i < COUNT; i++) {
                found += bundle.statementsAbout(packageNumber(names, i)).size();
            }
            if (found < COUNT) {
                throw new IllegalStateException(
                        found + " statements about " + COUNT + " packages: something is missing");
            }
        }
    }

    static Bundle open(Path file, Path publicKey) {
        return Bundle.open(file, BundleTrust.in(List.of(BundleKey.read(publicKey))));
    }

    static AdvisedPackage packageNumber(List<String> names, int number) {
        return new AdvisedPackage("Maven", names.get((int) ((long) number * STRIDE % names.size())));
    }
}
