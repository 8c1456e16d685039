package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds packages of Erlang and Elixir: the applications of a release, `lib/NAME-VERSION/ebin/NAME.app`, and what Hex
/// unpacked for a build, `NAME/hex_metadata.config`. Both are Erlang terms, of which only plain strings are read.
/// The applications of Erlang and Elixir themselves belong to no package.
public final class Hex implements FileAnalyser {
    private static final String APPLICATION = ".app";
    private static final String METADATA = "hex_metadata.config";
    private static final long LARGEST_TERMS = 4L << 20;

    private static final Pattern APPLICATION_NAME =
            Pattern.compile("\\{\\s*+application\\s*+,\\s*+'?([a-z][A-Za-z0-9_@]*+)'?\\s*+,");
    private static final Pattern APPLICATION_VERSION =
            Pattern.compile("\\{\\s*+vsn\\s*+,\\s*+\"([^\"\\\\]*+)\"\\s*+\\}");
    private static final Pattern METADATA_NAME =
            Pattern.compile("\\{\\s*+<<\"name\">>\\s*+,\\s*+<<\"([^\"\\\\]*+)\"(?:/utf8)?>>\\s*+\\}\\.");
    private static final Pattern METADATA_VERSION =
            Pattern.compile("\\{\\s*+<<\"version\">>\\s*+,\\s*+<<\"([^\"\\\\]*+)\"(?:/utf8)?>>\\s*+\\}\\.");

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_@]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[0-9][A-Za-z0-9.+-]{0,200}");

    /// What comes with Erlang/OTP and with Elixir, in no version of its own that Hex would know.
    private static final Set<String> OF_THE_LANGUAGE = Set.of(
            "asn1",
            "common_test",
            "compiler",
            "crypto",
            "debugger",
            "dialyzer",
            "diameter",
            "edoc",
            "eldap",
            "erl_docgen",
            "erl_interface",
            "erts",
            "et",
            "eunit",
            "ftp",
            "hipe",
            "inets",
            "jinterface",
            "kernel",
            "megaco",
            "mnesia",
            "observer",
            "odbc",
            "os_mon",
            "parsetools",
            "public_key",
            "reltool",
            "runtime_tools",
            "sasl",
            "snmp",
            "ssh",
            "ssl",
            "stdlib",
            "syntax_tools",
            "tftp",
            "tools",
            "wx",
            "xmerl",
            "elixir",
            "eex",
            "ex_unit",
            "iex",
            "logger",
            "mix");

    @Override
    public @Nullable Sink open(LayerFile file) {
        FilePath path = file.path();
        if (!wantsName(path)) {
            return null;
        }
        return PackageEvidence.sink(file, PackageType.HEX, LARGEST_TERMS, (content, notes) -> {
            if (path.name().equals(METADATA)) {
                notes.found(evidence(path, content, METADATA_NAME, METADATA_VERSION));
            } else if (!OF_THE_LANGUAGE.contains(stem(path))) {
                notes.found(evidence(path, content, APPLICATION_NAME, APPLICATION_VERSION));
            }
        });
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().equals(METADATA) || isApplication(path);
    }

    /// The version is part of the folder's name in a release, and missing in other builds.
    private static boolean isApplication(FilePath path) {
        FilePath folder = path.parent().parent();
        return path.name().endsWith(APPLICATION)
                && path.parent().name().equals("ebin")
                && (folder.name().equals(stem(path)) || folder.name().startsWith(stem(path) + "-"));
    }

    private static String stem(FilePath path) {
        String name = path.name();
        return name.endsWith(APPLICATION) ? name.substring(0, name.length() - APPLICATION.length()) : name;
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.HEX, gaps);
    }

    private static PackageEvidence evidence(FilePath file, FileBytes content, Pattern nameField, Pattern versionField)
            throws IOException {
        String terms = new String(content.toArray(), StandardCharsets.UTF_8);
        String name = first(nameField, terms);
        String version = first(versionField, terms);
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            throw new MalformedInput("an application of Erlang without a name or version that Hex knows");
        }
        String purl = PackageUrl.of(PackageType.HEX.purlType(), "", name, version, Map.of());
        return PackageEvidence.of(file, PackageType.HEX, name, version, purl);
    }

    private static String first(Pattern field, String terms) {
        Matcher matcher = field.matcher(terms);
        return matcher.find() ? matcher.group(1) : "";
    }
}
