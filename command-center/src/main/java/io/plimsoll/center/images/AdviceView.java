package io.plimsoll.center.images;

import java.util.List;

/// What would remove most of what is wrong with an image, as the REST contract shows it.
///
/// @param bases approved bases of the same distribution that have less of it than the present base, the best first
record AdviceView(
        Advice.Count all, Advice.Count inBase, List<Advice.Update> updates, int moreUpdates, List<BaseView> bases) {
    /// An image that somebody approved as a base.
    ///
    /// @param findings that it has itself
    record BaseView(String id, String name, Advice.Count findings) {}

    static AdviceView of(Advice advice, List<BaseView> approved) {
        return new AdviceView(
                advice.all(),
                advice.inBase(),
                advice.updates(),
                advice.moreUpdates(),
                approved.stream()
                        .filter(base -> base.findings().severe()
                                        < advice.inBase().severe()
                                || (base.findings().severe() == advice.inBase().severe()
                                        && base.findings().findings()
                                                < advice.inBase().findings()))
                        .toList());
    }
}
