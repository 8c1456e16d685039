package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Severity;
import io.plimsoll.scanner.layer.FilePath;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads files that hold nothing but logins, line by line.
final class CredentialFiles {
    /// @param path of the files
    /// @param line with the groups `before` and `secret`
    private record Form(String rule, Severity severity, Pattern path, Pattern line) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    "netrc-login",
                    Severity.HIGH,
                    Pattern.compile("(?:.*/)?[._]netrc"),
                    Pattern.compile("(?m)(?<before>\\bpassword[ \\t]{1,8}+)(?<secret>\\S{1,200}+)")),
            new Form(
                    "postgresql-login",
                    Severity.HIGH,
                    Pattern.compile("(?:.*/)?\\.pgpass"),
                    Pattern.compile(
                            "(?m)^(?<before>[^#:\\s][^:\\n]{0,200}+:[^:\\n]{1,10}+:[^:\\n]{1,100}+:[^:\\n]{1,100}+:)"
                                    + "(?<secret>[^\\n\\r]{1,200}+)")),
            new Form(
                    "password-hash",
                    Severity.MEDIUM,
                    Pattern.compile("etc/shadow-?|(?:.*/)?\\.htpasswd"),
                    Pattern.compile(
                            "(?m)^(?<before>[^:\\s]{1,100}+:)(?<secret>\\$[a-z0-9]{1,10}+\\$[^:\\s]{8,300}+)")));

    private CredentialFiles() {}

    static boolean covers(FilePath path) {
        return FORMS.stream().anyMatch(form -> form.path().matcher(path.bytes()).matches());
    }

    /// Reports the logins in what is in memory of such a file.
    static void search(Window text, FilePath path, LeakSearch.Found found) {
        for (Form form : FORMS) {
            if (form.path().matcher(path.bytes()).matches()) {
                Matcher line = form.line().matcher(text);
                while (line.find()) {
                    if (Secrets.canBePassword(line.group("secret"))
                            || form.rule().equals("password-hash")) {
                        found.match(match(form, line));
                    }
                }
            }
        }
    }

    private static LeakSearch.Match match(Form form, Matcher line) {
        String before = FilePath.text(line.group("before").replaceAll("\\p{Cntrl}+", " "));
        return new LeakSearch.Match(
                form.rule(),
                form.severity(),
                line.start(),
                line.start("secret"),
                line.end("secret"),
                before + "****",
                true,
                before);
    }
}
