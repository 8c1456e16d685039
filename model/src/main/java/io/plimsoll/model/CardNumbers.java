package io.plimsoll.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers of payment cards of one issuer in one file of an image.
///
/// @param path from the root of the image
/// @param layer diff id of the layer that holds the file; null in a plain folder
/// @param issuer such as `visa`
/// @param count how many were found, repetitions included
/// @param samples some of them, masked to the first six and the last four digits (PCI DSS 4.0.1, 3.4.1)
/// @param test whether these are numbers that issuers and gateways publish for tests
/// @param deleted whether a higher layer removed or replaced the file: whoever has the image can still read it
public record CardNumbers(
        String path,
        @Nullable Digest layer,
        String issuer,
        int count,
        List<String> samples,
        boolean test,
        boolean deleted) {
    public CardNumbers {
        samples = List.copyOf(samples);
    }
}
