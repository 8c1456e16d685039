package io.plimsoll.policy;

import java.util.Optional;

/// What waivers keep from judgement of one image.
///
/// @param findings which count and which do not
/// @param content leaks and card numbers that do not count
/// @param wholly the waiver by which the image breaks no rule at all
public record WaivedFacts(Waivers.Applied findings, WaivedContent content, Optional<Waiver> wholly) {
    /// What policies judge of the image.
    public ImageFacts rest(ImageFacts image) {
        return image.withFindings(findings.counting()).without(content);
    }
}
