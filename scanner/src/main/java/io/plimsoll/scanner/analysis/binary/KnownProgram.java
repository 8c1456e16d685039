package io.plimsoll.scanner.analysis.binary;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program or library that writes its version into itself, where anybody can read it.
///
/// @param name as package URLs have it
/// @param files names that its files have
/// @param anchor bytes, one char each, that stand where its version stands and are rare elsewhere
/// @param text what stands around the anchor, the version as its first group
record KnownProgram(String name, Pattern files, String anchor, Pattern text) {
    private static final String NUMBERS = "([0-9]+\\.[0-9]+\\.[0-9]+)";
    private static final Pattern PYTHON =
            Pattern.compile("(?:lib)?python(?<release>[23](?:\\.[0-9]{1,2})?)?[dm]?(?:\\.so.*)?");

    /// Tried on what the projects themselves and Debian build. Redis has its version beside the name of how it counts
    /// atomically; other version numbers in it are those of its commands.
    private static final List<KnownProgram> ALL = List.of(
            // The image of busybox itself has all its names as links to the first of them.
            of("busybox", "busybox.*|\\[|\\[\\[|ash", "BusyBox v", "BusyBox v" + NUMBERS),
            of(
                    "openssl",
                    "openssl[0-9.]*|lib(?:crypto|ssl)\\.so.*|lib(?:crypto|ssl)-.*\\.so.*",
                    "OpenSSL ",
                    "OpenSSL ([0-9]+\\.[0-9]+\\.[0-9]+[a-z]*(?:-[a-z]+[0-9]*)?) +[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}"),
            of("curl", "curl|libcurl(?:-gnutls)?\\.so.*", "curl/", "curl/" + NUMBERS),
            of("nginx", "nginx(?:-debug)?", "nginx/", "nginx/" + NUMBERS),
            of("redis", "redis-(?:server|sentinel|check-.*)", "-builtin\0", "\0" + NUMBERS + "\0[a-z0-9]+-builtin\0"),
            of("postgresql", "postgres", "postgres (PostgreSQL) ", "postgres \\(PostgreSQL\\) ([0-9][0-9a-z.]*)"),
            of("mariadb", "mariadbd|mysqld", "-MariaDB", "\0" + NUMBERS + "-MariaDB"),
            of("mysql", "mysqld.*", "/mysql-", "/mysql-" + NUMBERS + "/"),
            of("node", "node|nodejs|libnode\\.so.*", "node.js/v", "node\\.js/v" + NUMBERS),
            of(
                    "php",
                    "php[0-9.]*|php-(?:fpm|cgi).*|libphp.*\\.so",
                    "X-Powered-By: PHP/",
                    "PHP/([0-9]+\\.[0-9]+\\.[0-9]+[A-Za-z0-9]*)"),
            of("ruby", "ruby[0-9.]*|libruby.*\\.so.*", "ruby ", "ruby " + NUMBERS + "[a-z0-9]* \\([0-9]{4}-"),
            of("perl", "perl[0-9.]*|libperl\\.so.*", "\0v5.", "\0v(5\\.[0-9]+\\.[0-9]+)\0"),
            of("httpd", "httpd|apache2", "Apache/", "Apache/" + NUMBERS),
            of(
                    "haproxy",
                    "haproxy",
                    ", released ",
                    " version ([0-9]+\\.[0-9]+(?:\\.[0-9]+)?(?:-dev[0-9]+)?)[^,\0]*, released [0-9]{4}/"),
            of("memcached", "memcached", "memcached ", "memcached " + NUMBERS),
            of("bash", "bash", "@(#)Bash version ", "Bash version " + NUMBERS),
            of("expat", "libexpat\\.so.*", "expat_", "expat_" + NUMBERS),
            of("zlib", "libz\\.so.*", "flate ", "flate ([0-9]+(?:\\.[0-9]+){1,3}) Copyright"));

    private static KnownProgram of(String name, String files, String anchor, String text) {
        return new KnownProgram(name, Pattern.compile(files), anchor, Pattern.compile(text));
    }

    /// What a file of this name may be, the most likely first.
    static List<KnownProgram> named(String file) {
        Matcher python = PYTHON.matcher(file);
        if (python.matches()) {
            return List.of(python(Optional.ofNullable(python.group("release")).orElse("3")));
        }
        return ALL.stream()
                .filter(program -> program.files().matcher(file).matches())
                .toList();
    }

    /// Nothing but the number stands there, so the release in the file's name must agree. Linkers let it share
    /// its bytes with the end of a longer text, such as a folder's name.
    private static KnownProgram python(String release) {
        String rest = release.contains(".") ? "\\.[0-9]+" : "\\.[0-9]+\\.[0-9]+";
        String number = Pattern.quote(release) + rest + "(?:(?:a|b|rc)[0-9]+)?";
        return of("python", "", release + ".", "(?<![0-9.])(" + number + ")\\+?\0");
    }
}
