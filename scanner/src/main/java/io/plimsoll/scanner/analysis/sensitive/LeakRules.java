package io.plimsoll.scanner.analysis.sensitive;

import static io.plimsoll.scanner.analysis.sensitive.LeakRule.continued;
import static io.plimsoll.scanner.analysis.sensitive.LeakRule.token;

import io.plimsoll.model.Severity;
import io.plimsoll.scanner.analysis.sensitive.LeakRule.StepBack;
import io.plimsoll.scanner.analysis.sensitive.LeakRule.Where;
import java.util.List;
import java.util.regex.Pattern;

/// The credentials that are looked for, in the forms that their makers document. Private keys are apart
/// ([PrivateKeys]). All patterns are possessive or bounded, so that no text makes one slow.
final class LeakRules {
    private static final String END = "(?![A-Za-z0-9])";
    private static final String QUOTES = "[\"'`]?+";

    /// Name, equals sign or colon, and the beginning of the value.
    private static final String ASSIGNED =
            "[A-Za-z0-9_.-]{0,32}+" + QUOTES + "[ \\t]{0,8}+(?:=>|:=|[:=])[ \\t]{0,8}+" + QUOTES;

    /// The key of Azure's storage emulator, which its manual publishes.
    private static final String AZURE_EMULATOR =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private LeakRules() {}

    static List<LeakRule> all() {
        return List.of(
                // clouds
                token(
                        "aws-access-key-id",
                        Severity.MEDIUM,
                        "(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})" + END,
                        "akia",
                        "asia"),
                new LeakRule(
                        "aws-secret-access-key",
                        Severity.HIGH,
                        List.of("secret_access_key", "secretaccesskey", "secret_key", "secretkey", "secret-key"),
                        StepBack.NAME,
                        Pattern.compile("(?i)[a-z_.-]{0,32}secret[_-]?(?:access[_-]?)?key" + ASSIGNED
                                + "(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
                        Where.ANYWHERE,
                        false,
                        text -> Secrets.looksRandom(text) && Secrets.bits(text) > 4.2),
                token("google-api-key", Severity.HIGH, "(?<secret>AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])", "aiza"),
                token(
                        "google-oauth-secret",
                        Severity.HIGH,
                        "(?<secret>GOCSPX-[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])",
                        "gocspx-"),
                token("azure-storage-key", Severity.HIGH, "AccountKey=(?<secret>[A-Za-z0-9/+]{86}==)", "accountkey=")
                        .checked(text -> Secrets.looksRandom(text) && !text.equals(AZURE_EMULATOR)),
                new LeakRule(
                        "azure-shared-access-signature",
                        Severity.MEDIUM,
                        List.of("&sig=", "?sig="),
                        StepBack.NOTHING,
                        Pattern.compile("[&?]sig=(?<secret>[A-Za-z0-9%/+]{43,80}+=?+)(?![A-Za-z0-9])"),
                        Where.ANYWHERE,
                        false,
                        Secrets::looksRandom),
                token(
                        "digitalocean-token",
                        Severity.HIGH,
                        "(?<secret>do[opr]_v1_[a-f0-9]{64})" + END,
                        "doo_v1_",
                        "dop_v1_",
                        "dor_v1_"),
                // code hosts and registries
                token(
                        "github-token",
                        Severity.HIGH,
                        "(?<secret>gh[opsur]_[A-Za-z0-9]{36,255})" + END,
                        "gho_",
                        "ghp_",
                        "ghs_",
                        "ghu_",
                        "ghr_"),
                token(
                        "github-token",
                        Severity.HIGH,
                        "(?<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})" + END,
                        "github_pat_"),
                token(
                        "gitlab-token",
                        Severity.HIGH,
                        "(?<secret>gl(?:pat|dt|rt|ptt|cbt|soat)-[A-Za-z0-9_-]{20,64}+)(?![A-Za-z0-9_-])",
                        "glpat-",
                        "gldt-",
                        "glrt-",
                        "glptt-",
                        "glcbt-",
                        "glsoat-"),
                token("npm-token", Severity.HIGH, "(?<secret>npm_[A-Za-z0-9]{36})" + END, "npm_"),
                new LeakRule(
                        "npm-token",
                        Severity.HIGH,
                        List.of(":_authtoken", ":_password", "_auth="),
                        StepBack.NOTHING,
                        Pattern.compile(":?_(?:authToken|password|auth)[ \\t]{0,4}+=[ \\t]{0,4}+" + QUOTES
                                + "(?<secret>[A-Za-z0-9+/=_.-]{8,300}+)"),
                        Where.OUTSIDE_LIBRARIES,
                        true,
                        Secrets::canBePassword),
                token("pypi-token", Severity.HIGH, "(?<secret>pypi-AgE[A-Za-z0-9_-]{50,300}+)", "pypi-age"),
                new LeakRule(
                        "registry-login",
                        Severity.HIGH,
                        List.of("\"auth\""),
                        StepBack.NOTHING,
                        Pattern.compile("\"auth\"\\s{0,8}+:\\s{0,8}+\"(?<secret>[A-Za-z0-9+/]{8,4000}+={0,2}+)\""),
                        Where.OUTSIDE_LIBRARIES,
                        true,
                        Secrets::isBasicAuthentication),
                // services
                token(
                        "slack-token",
                        Severity.HIGH,
                        "(?<secret>xox[abeoprs]-(?:[0-9]{1,2}-)?[0-9]{6,20}+-[A-Za-z0-9-]{10,200}+)",
                        "xoxa-",
                        "xoxb-",
                        "xoxe-",
                        "xoxo-",
                        "xoxp-",
                        "xoxr-",
                        "xoxs-"),
                token(
                        "slack-webhook",
                        Severity.MEDIUM,
                        "hooks\\.slack\\.com/services/(?<secret>T[A-Z0-9]{6,14}+/B[A-Z0-9]{6,14}+/[A-Za-z0-9]{20,32}+)",
                        "hooks.slack.com/services/"),
                token(
                        "stripe-key",
                        Severity.CRITICAL,
                        "(?<secret>[rs]k_live_[A-Za-z0-9]{16,247}+)",
                        "sk_live_",
                        "rk_live_"),
                token(
                        "sendgrid-key",
                        Severity.HIGH,
                        "(?<secret>SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])",
                        continued("sg.")),
                new LeakRule(
                        "twilio-secret",
                        Severity.HIGH,
                        List.of("twilio"),
                        StepBack.NOTHING,
                        Pattern.compile("(?i)twilio[a-z_. -]{0,24}(?:auth|token|secret|key)[a-z_]{0,10}+" + QUOTES
                                + "[ \\t]{0,8}+[:=][ \\t]{0,8}+" + QUOTES + "(?<secret>[0-9a-f]{32})" + END),
                        Where.ANYWHERE,
                        false,
                        Secrets::looksRandom),
                token(
                        "vault-token",
                        Severity.HIGH,
                        "(?<secret>hv[bsr]\\.[A-Za-z0-9_-]{24,300}+)",
                        "hvs.",
                        "hvb.",
                        "hvr."),
                new LeakRule(
                        "telegram-bot-token",
                        Severity.MEDIUM,
                        List.of(continued(":aa")),
                        StepBack.DIGITS,
                        Pattern.compile("(?<![A-Za-z0-9])(?<secret>[0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])"),
                        Where.ANYWHERE,
                        false,
                        Secrets::looksRandom),
                new LeakRule(
                        "openai-key",
                        Severity.HIGH,
                        List.of("t3blbkfj"),
                        StepBack.NAME,
                        Pattern.compile("(?<secret>sk-[A-Za-z0-9_-]{16,128}?T3BlbkFJ[A-Za-z0-9_-]{16,128}+)"),
                        Where.ANYWHERE,
                        false,
                        Secrets::looksRandom),
                token(
                        "anthropic-key",
                        Severity.HIGH,
                        "(?<secret>sk-ant-[a-z0-9]{3,8}-[A-Za-z0-9_-]{80,128}+)",
                        "sk-ant-"),
                token("age-key", Severity.HIGH, "(?<secret>AGE-SECRET-KEY-1[A-Z0-9]{58})" + END, "age-secret-key-1"),
                // tokens and passwords of any service
                new LeakRule(
                        "kubernetes-client-key",
                        Severity.HIGH,
                        List.of("client-key-data"),
                        StepBack.NOTHING,
                        Pattern.compile("client-key-data" + QUOTES + "\\s{0,4}+:\\s{0,4}+" + QUOTES
                                + "(?<secret>[A-Za-z0-9+/]{100,6000}+={0,2}+)"),
                        Where.ANYWHERE,
                        false,
                        Secrets::isEncodedPem),
                new LeakRule(
                        "json-web-token",
                        Severity.MEDIUM,
                        List.of("eyjh", "eyj0", "eyjr"),
                        StepBack.NOTHING,
                        Pattern.compile(
                                "(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{10,500}+\\.eyJ[A-Za-z0-9_-]{10,4000}+"
                                        + "\\.[A-Za-z0-9_-]{20,1000}+)"),
                        Where.OUTSIDE_LIBRARIES,
                        false,
                        Secrets::isRealWebToken),
                new LeakRule(
                        "password-in-address",
                        Severity.HIGH,
                        List.of(
                                "tp://", "ps://", "ql://", "db://", "rv://", "is://", "ss://", "qp://", "ap://",
                                "es://"),
                        StepBack.NAME,
                        Pattern.compile("(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,30}+://[^\\s:/@\"'`<>?#\\\\]{0,64}+:"
                                + "(?<secret>[^\\s/@\"'`<>?#\\\\]{3,128}+)@(?!(?:example|localhost|127\\.|host[:/]|server[:/]))"
                                + "[A-Za-z0-9\\[]"),
                        Where.OUTSIDE_LIBRARIES,
                        true,
                        Secrets::canBePassword),
                assignment(Where.CONFIGURATION));
    }

    /// `password = "..."` and the like. In files that hold nothing but settings, and in the image
    /// configuration, a value of any form counts; elsewhere it must not look like a word.
    private static LeakRule assignment(Where where) {
        return new LeakRule(
                ASSIGNMENT,
                Severity.MEDIUM,
                List.of(
                        "passw",
                        "_pass",
                        "secret",
                        "token",
                        "api_key",
                        "api-key",
                        "apikey",
                        "access_key",
                        "accesskey",
                        "private_key",
                        "credential"),
                StepBack.NAME,
                Pattern.compile(
                        "(?i)(?<name>[a-z0-9_.-]{0,64}(?:passw(?:or)?d|passwort|_pass|secret(?:[_-]?key(?:[_-]?base)?)?"
                                + "|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)(?:[_-]?[0-9]{1,3})?)"
                                + "(?:" + QUOTES + "[ \\t]{0,8}+(?:=>|:=|[:=])[ \\t]{0,8}+|>)"
                                + "(?:\"(?<secret>[^\"\\r\\n]{4,200}+)\"|'(?<quoted>[^'\\r\\n]{4,200}+)'"
                                + "|(?<plain>[^\\s\"'`<>,;(){}\\[\\]#][^\\s\"'`<>,;{}]{3,200}+))"),
                where,
                true,
                Secrets::looksChosen);
    }

    static final String ASSIGNMENT = "secret-setting";
}
