package io.plimsoll.policy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import java.util.Map;

/// Leaks and card numbers of an image that somebody decided to live with for a while, each with the waiver that is
/// about it. They stay in the image's content, and no policy judges them.
public record WaivedContent(Map<Leak, Waiver> leaks, Map<CardNumbers, Waiver> cardNumbers) {
    /// Nothing is waived.
    public static final WaivedContent NONE = new WaivedContent(Map.of(), Map.of());

    public WaivedContent {
        leaks = Map.copyOf(leaks);
        cardNumbers = Map.copyOf(cardNumbers);
    }

    public int size() {
        return leaks.size() + cardNumbers.size();
    }

    /// What of this content policies judge.
    SensitiveContent rest(SensitiveContent content) {
        return new SensitiveContent(
                content.leaks().stream()
                        .filter(leak -> !leaks.containsKey(leak))
                        .toList(),
                content.cardNumbers().stream()
                        .filter(cards -> !cardNumbers.containsKey(cards))
                        .toList(),
                content.riskyFiles());
    }
}
