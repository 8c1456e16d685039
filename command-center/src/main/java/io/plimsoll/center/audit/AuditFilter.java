package io.plimsoll.center.audit;

import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which events a reader wants to see.
///
/// @param type a word of the catalogue, or its first part such as `container`
/// @param host name of the host
/// @param container its whole id
/// @param image its `sha256:...`, or a name as the event gives it
/// @param words each must occur somewhere in the event, in any case
record AuditFilter(
        Optional<String> type,
        Optional<String> outcome,
        Optional<String> actor,
        Optional<String> host,
        Optional<String> container,
        Optional<String> image,
        Optional<String> policy,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> words) {
    private static final String TEXTS =
            "lower(type || ' ' || actor || ' ' || source || ' ' || object_kind || ' ' || object_id || ' ' ||"
                    + " object_name || ' ' || image_id || ' ' || image_name || ' ' || host || ' ' || policy || ' ' || rule"
                    + " || ' ' || reason || ' ' || details::text)";

    private static final Set<String> OUTCOMES = Set.of("success", "failure");

    /// Years beyond which no database keeps a time.
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// That an event is about a container, which the index of objects does not know.
    static final Condition OF_CONTAINER = Condition.plain("object_kind = 'container'");

    AuditFilter {
        words = List.copyOf(words);
        outcome.ifPresent(word -> ProblemException.requireOneOf("outcome", word, OUTCOMES));
    }

    /// A condition of SQL with its arguments.
    ///
    /// @param isIndexed whether an index gives the newest events that hold it without a look at others
    record Condition(String sql, List<@Nullable Object> arguments, boolean isIndexed) {
        private static Condition indexed(String sql, Object... arguments) {
            return new Condition(sql, List.of(arguments), true);
        }

        private static Condition plain(String sql, Object... arguments) {
            return new Condition(sql, List.of(arguments), false);
        }
    }

    /// Reads the parameters of a request; those that are empty or not ours count for nothing.
    static AuditFilter of(Map<String, String> parameters) {
        return new AuditFilter(
                text(parameters, "type"),
                text(parameters, "outcome"),
                text(parameters, "actor"),
                text(parameters, "host"),
                text(parameters, "container"),
                text(parameters, "image"),
                text(parameters, "policy"),
                text(parameters, "from").map(at -> instant("from", at)),
                text(parameters, "to").map(at -> instant("to", at)),
                PageRequest.words(parameters.getOrDefault("query", "")));
    }

    private static Optional<String> text(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(given -> !given.isEmpty())
                .map(given -> ProblemException.requireText(name, given));
    }

    private static Instant instant(String parameter, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below, together with times that no calendar of ours reaches.
        }
        throw ProblemException.invalid(
                "'" + parameter + "' is a time such as 2026-11-23T10:00:00Z, not '" + text + "'");
    }

    /// Conditions that all have to hold. The indexed ones stand as the migration V16 has them.
    List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        container.ifPresent(id -> {
            all.add(Condition.indexed("object_id = ?", id));
            all.add(OF_CONTAINER);
        });
        image.ifPresent(name -> all.add(
                name.startsWith("sha256:")
                        ? Condition.indexed("image_id = ? and image_id <> ''", name)
                        : Condition.indexed("image_name = ? and image_name <> ''", name)));
        actor.ifPresent(name -> all.add(Condition.indexed("actor = ?", name)));
        policy.ifPresent(name -> all.add(Condition.indexed("policy = ? and policy <> ''", name)));
        host.ifPresent(name -> all.add(Condition.indexed("host = ? and host <> ''", name)));
        type.ifPresent(word -> all.add(Condition.indexed(kindOf(word), word)));
        // Of all events, those that succeeded are nearly all: no index finds them sooner.
        outcome.ifPresent(word -> all.add(new Condition(outcomeIs(word), List.of(), word.equals("failure"))));
        from.ifPresent(instant -> all.add(Condition.plain("time >= ?", instant)));
        to.ifPresent(instant -> all.add(Condition.plain("time <= ?", instant)));
        if (!words.isEmpty()) {
            StringBuilder sql = new StringBuilder("true");
            List<@Nullable Object> arguments = new ArrayList<>();
            Words.occurIn(TEXTS, words, sql, arguments);
            all.add(new Condition(sql.toString(), arguments, false));
        }
        return all;
    }

    private static String kindOf(String type) {
        return type.contains(".") ? "type = ?" : "split_part(type, '.', 1) = ?";
    }

    /// With the word itself: a partial index is only used for what is known when the query is planned.
    private static String outcomeIs(String word) {
        return "outcome = '" + word + "'";
    }

    /// Type and outcome, as a condition on `audit_hour`.
    Condition kind() {
        return new Condition(
                type.map(AuditFilter::kindOf).orElse("true") + " and "
                        + outcome.map(AuditFilter::outcomeIs).orElse("true"),
                List.copyOf(type.stream().toList()),
                false);
    }

    /// Whether hours alone answer how many events there are: see the table `audit_hour`.
    boolean isOfKindAndTimeOnly() {
        return actor.isEmpty()
                && host.isEmpty()
                && container.isEmpty()
                && image.isEmpty()
                && policy.isEmpty()
                && words.isEmpty();
    }

    /// What was asked for, by the names of the parameters; empty when everything was.
    Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>();
        type.ifPresent(text -> asked.put("type", text));
        outcome.ifPresent(text -> asked.put("outcome", text));
        actor.ifPresent(text -> asked.put("actor", text));
        host.ifPresent(text -> asked.put("host", text));
        container.ifPresent(text -> asked.put("container", text));
        image.ifPresent(text -> asked.put("image", text));
        policy.ifPresent(text -> asked.put("policy", text));
        from.ifPresent(at -> asked.put("from", at.toString()));
        to.ifPresent(at -> asked.put("to", at.toString()));
        if (!words.isEmpty()) {
            asked.put("query", String.join(" ", words));
        }
        return asked;
    }

    /// The same, at any time.
    AuditFilter atAnyTime() {
        return new AuditFilter(
                type, outcome, actor, host, container, image, policy, Optional.empty(), Optional.empty(), words);
    }

    AuditFilter within(Instant first, Instant last) {
        return new AuditFilter(
                type, outcome, actor, host, container, image, policy, Optional.of(first), Optional.of(last), words);
    }
}
