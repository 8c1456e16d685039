package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.scanner.archive.ConfigurationTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds leaks in an image configuration: variables of the environment, labels, the steps of the build, and the command
/// (CIS Docker 4.10). What goes into documents is masked; of the environment only names do anyway.
public final class ConfigurationLeaks {
    private static final String MASK = "****";

    private final List<Leak> leaks = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();
    private final Trials trials = new Trials();

    private ConfigurationLeaks() {}

    /// The configuration without secrets, and what was found.
    public record Cleaned(@Nullable ImageConfiguration configuration, List<Layer> layers, List<Leak> leaks) {
        public Cleaned {
            layers = List.copyOf(layers);
            leaks = List.copyOf(leaks);
        }
    }

    /// Searches a configuration.
    public static Cleaned in(@Nullable ImageConfiguration configuration, List<Layer> layers, ConfigurationTexts texts) {
        if (configuration == null) {
            return new Cleaned(null, layers, List.of());
        }
        ConfigurationLeaks search = new ConfigurationLeaks();
        for (String variable : texts.environment()) {
            search.cleaned(variable, "env:" + nameOf(variable), TextKind.SETTINGS);
        }
        ImageConfiguration cleaned = search.cleaned(configuration);
        for (int i = 0; i < texts.history().size(); i++) {
            search.cleaned(texts.history().get(i), "history:" + (i + 1), TextKind.CONFIGURATION);
        }
        List<Layer> cleanedLayers = layers.stream()
                .map(layer -> new Layer(layer.diffId(), layer.size(), search.masked(layer.createdBy()), layer.base()))
                .toList();
        return new Cleaned(cleaned, cleanedLayers, search.leaks);
    }

    private ImageConfiguration cleaned(ImageConfiguration old) {
        Map<String, String> labels = new TreeMap<>();
        new TreeMap<>(old.labels()).forEach((name, value) -> {
            String label = cleaned(name + "=" + value, "label:" + name, TextKind.CONFIGURATION);
            labels.put(name, label.startsWith(name + "=") ? label.substring(name.length() + 1) : MASK);
        });
        return new ImageConfiguration(
                old.architecture(),
                old.os(),
                old.user(),
                cleaned(old.entrypoint(), "entrypoint:"),
                cleaned(old.command(), "command:"),
                old.exposedPorts(),
                old.environmentNames(),
                labels,
                old.created(),
                old.healthcheck());
    }

    private List<String> cleaned(List<String> words, String place) {
        List<String> cleaned = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            cleaned.add(cleaned(words.get(i), place + (i + 1), TextKind.CONFIGURATION));
        }
        return cleaned;
    }

    /// Notes the leaks of a text; a step of the build that only repeats a variable is none of its own.
    ///
    /// @return the text with all of them masked
    private String cleaned(String text, String place, TextKind kind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Window window = Window.of(bytes);
        List<LeakSearch.Match> matches = matches(window, kind);
        for (LeakSearch.Match match : matches) {
            if (secrets.add(secret(bytes, match))) {
                leaks.add(new Leak(
                        match.rule(),
                        match.severity(),
                        place,
                        null,
                        0,
                        match.excerpt(),
                        match.fingerprint(place),
                        false));
            }
        }
        return masked(text);
    }

    private List<LeakSearch.Match> matches(Window window, TextKind kind) {
        List<LeakSearch.Match> matches = new ArrayList<>();
        LeakSearch.search(window, 0, window.length(), kind, trials, match -> {
            if (matches.stream().noneMatch(other -> other.overlaps(match) && !other.chosen())) {
                matches.removeIf(other -> other.overlaps(match));
                matches.add(match);
            }
        });
        return matches;
    }

    private static String secret(byte[] bytes, LeakSearch.Match match) {
        return new String(bytes, match.secretStart(), match.end() - match.secretStart(), StandardCharsets.UTF_8);
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private static String nameOf(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals);
    }
}
