package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the `NAME.deps.json` that lies beside each application of .NET ("runtime-configuration-file" of the .NET
/// host): `libraries` lists what it was built from, `targets` which files each of them brought. A package without
/// files, which only asks for others, is not there. Used once.
final class NuGetDependencies {
    /// A runtime that was copied into the application has this in front of the name of its package.
    private static final String RUNTIME_PACK = "runtimepack.";

    private static final Set<String> FILES = Set.of("runtime", "runtimeTargets", "native", "resources");

    /// `shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json`.
    private static final Pattern SHARED_RUNTIME =
            Pattern.compile("(?:.*/)?shared/(?<name>[^/]+)/(?<version>[0-9][^/]*)/\\k<name>\\.deps\\.json");

    private static final Pattern OLD = Pattern.compile("[12]\\..*");

    /// `.NETCoreApp,Version=v8.0/linux-x64`.
    private static final Pattern PLATFORM = Pattern.compile("[^/]+/(?<platform>[a-z0-9.-]+)");

    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> withFiles = new HashSet<>();
    private final Set<String> withoutFiles = new HashSet<>();
    private String platform = "";

    private NuGetDependencies() {}

    static void read(FilePath file, FileBytes content, FileAnalyser.Notes notes) throws IOException {
        NuGetDependencies dependencies = new NuGetDependencies();
        JsonFields.read(content, dependencies::document);
        dependencies.withoutFiles.removeAll(dependencies.withFiles);
        dependencies.packages.removeAll(dependencies.withoutFiles);
        dependencies.addRuntime(file);
        for (String listed : dependencies.packages) {
            int slash = listed.indexOf('/');
            notes.found(NuGet.evidence(file, listed.substring(0, Math.max(slash, 0)), listed.substring(slash + 1)));
        }
    }

    private void document(JsonParser json) throws IOException {
        JsonFields.each(json, section -> {
            switch (section) {
                case "runtimeTarget" -> runtimeTarget(json);
                case "targets" -> eachObject(json, target -> eachObject(json, library -> target(json, library)));
                case "libraries" -> eachObject(json, library -> library(json, library));
                default -> json.skipChildren();
            }
        });
    }

    /// In early files a plain string.
    private void runtimeTarget(JsonParser json) throws IOException {
        String name = json.currentToken() == JsonToken.START_OBJECT
                ? JsonFields.of(json, Set.of("name")).text("name")
                : json.getString();
        Matcher matcher = PLATFORM.matcher(name);
        platform = matcher.matches() ? matcher.group("platform") : "";
    }

    private static void eachObject(JsonParser json, JsonFields.Field field) throws IOException {
        JsonFields.each(json, name -> {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                field.read(name);
            } else {
                json.skipChildren();
            }
        });
    }

    private void target(JsonParser json, String library) throws IOException {
        withoutFiles.add(library);
        JsonFields.each(json, part -> {
            if (FILES.contains(part)) {
                withFiles.add(library);
            }
            json.skipChildren();
        });
    }

    private void library(JsonParser json, String library) throws IOException {
        switch (JsonFields.of(json, Set.of("type")).text("type")) {
            case "package" -> packages.add(library);
            case "runtimepack" ->
                packages.add(library.startsWith(RUNTIME_PACK) ? library.substring(RUNTIME_PACK.length()) : library);
            default -> {}
        }
    }

    /// Advisories name a shared runtime by the package that brings it where it is not shared, one for each platform;
    /// before .NET Core 3 there was one for all.
    private void addRuntime(FilePath file) {
        Matcher runtime = SHARED_RUNTIME.matcher(file.bytes());
        if (!runtime.matches()) {
            return;
        }
        String name = runtime.group("name");
        String version = runtime.group("version");
        boolean isNamedByPlatform = !platform.isEmpty() && !OLD.matcher(version).matches();
        packages.add((isNamedByPlatform ? name + ".Runtime." + platform : name) + "/" + version);
    }
}
