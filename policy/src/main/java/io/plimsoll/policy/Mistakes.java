package io.plimsoll.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What reading a document finds wrong with it. What is said of a node that the text does not have is put where its
/// parent begins.
final class Mistakes {
    /// A place in a text, both from 1.
    record Place(int line, int column) {}

    private final Map<String, Place> places;
    private final List<PolicyMistake> all = new ArrayList<>();

    /// @param places where each node is named, by its JSON pointer (RFC 6901) without escapes
    Mistakes(Map<String, Place> places) {
        this.places = Map.copyOf(places);
    }

    void add(String pointer, String sentence) {
        String nearest = pointer;
        while (!places.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, Math.max(0, nearest.lastIndexOf('/')));
        }
        Place place = places.get(nearest);
        all.add(
                place == null
                        ? PolicyMistake.somewhere(sentence)
                        : new PolicyMistake(sentence, place.line(), place.column()));
    }

    /// @throws InvalidPolicyException if there are any
    void refuse() {
        if (!all.isEmpty()) {
            throw InvalidPolicyException.at(all);
        }
    }
}
