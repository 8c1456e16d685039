package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Files with and without leaks, each with the rule that is right for it: what is missed and what is wrong is counted.
class LeakCorpusTest {
    /// @param rule empty where there is no leak
    /// @param secret must not be seen anywhere
    private record Labelled(String path, String content, String rule, String secret) {}

    private final MadeUp some = new MadeUp(20261128);
    private final List<Labelled> corpus = new ArrayList<>();

    @Test
    void findsAllLeaksOfTheCorpusAndNothingElse() throws IOException {
        tokens();
        keys();
        settings();
        logins();
        nothing();

        TarBytes tar = new TarBytes();
        corpus.forEach(file -> tar.file(file.path(), file.content()));
        SensitiveContent sensitive =
                Objects.requireNonNull(Scans.rootfs(tar.end()).sensitive());

        Set<String> expected = corpus.stream()
                .filter(file -> !file.rule().isEmpty())
                .map(file -> "/" + file.path() + " " + file.rule())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = sensitive.leaks().stream()
                .map(leak -> leak.path() + " " + leak.rule())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missed = new TreeSet<>(expected);
        missed.removeAll(found);
        Set<String> wrong = new TreeSet<>(found);
        wrong.removeAll(expected);
        System.out.printf(
                "leaks: %d files, recall %.3f, precision %.3f%n",
                corpus.size(),
                1.0 * (expected.size() - missed.size()) / expected.size(),
                1.0 * (found.size() - wrong.size()) / found.size());

        assertThat(missed).as("missed").isEmpty();
        assertThat(wrong).as("no leak").isEmpty();
        assertThat(sensitive.leaks().stream().map(Leak::path))
                .as("one leak a file")
                .doesNotHaveDuplicates();
        for (Labelled file : corpus) {
            if (!file.secret().isEmpty()) {
                assertThat(sensitive.toString()).doesNotContain(file.secret());
            }
        }
    }

    private void tokens() {
        token("app/deploy.sh", "aws-access-key-id", "export AWS_ACCESS_KEY_ID=", "AKIA" + some.base32(16));
        token(
                "home/app/.aws/credentials",
                "aws-secret-access-key",
                "[default]\naws_secret_access_key = ",
                some.base64(30));
        token("app/map.js", "google-api-key", "var key = '", "AIza" + some.alphanumeric(35));
        token("app/oauth.py", "google-oauth-secret", "client_secret = '", "GOCSPX-" + some.alphanumeric(28));
        token(
                "app/appsettings.json",
                "azure-storage-key",
                "{\"s\":\"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=",
                some.base64(64));
        token(
                "app/upload.py",
                "azure-shared-access-signature",
                "URL = 'https://shop.blob.core.windows.net/c?sv=2024-11-04&sp=rw&sig=",
                some.base64(32).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"));
        token("app/do.tf", "digitalocean-token", "token = \"", "dop_v1_" + some.hexadecimal(64));
        token("app/ci.sh", "github-token", "curl -H \"Authorization: token ", "ghp_" + some.alphanumeric(36));
        token("srv/bot.rb", "github-token", "T = '", "gho_" + some.alphanumeric(36));
        token("app/fine.txt", "github-token", "", "github_pat_" + some.alphanumeric(22) + "_" + some.alphanumeric(59));
        token("app/.gitlab", "gitlab-token", "token: ", "glpat-" + some.alphanumeric(20));
        token("root/.npmrc", "npm-token", "//registry.npmjs.org/:_authToken=", "npm_" + some.alphanumeric(36));
        token("home/app/.npmrc", "npm-token", "//npm.shop.test/:_authToken=", some.hexadecimal(8) + "-0f3a-4c1d");
        token("root/.pypirc", "pypi-token", "password = ", "pypi-AgEIcHlwaS5vcmc" + some.alphanumeric(80));
        token(
                "app/notify.py",
                "slack-token",
                "SLACK = '",
                "xoxb-" + some.digits(12) + "-" + some.digits(12) + "-" + some.alphanumeric(24));
        token(
                "app/hook.sh",
                "slack-webhook",
                "curl https://hooks.slack.com/services/",
                "T" + some.base32(8) + "/B" + some.base32(8) + "/" + some.alphanumeric(24));
        token("app/pay.js", "stripe-key", "stripe('", "sk_live_" + some.alphanumeric(24));
        token("app/mail.go", "sendgrid-key", "key := \"", "SG." + some.alphanumeric(22) + "." + some.alphanumeric(43));
        token("app/sms.py", "twilio-secret", "TWILIO_AUTH_TOKEN = '", some.hexadecimal(32));
        token("app/vault.sh", "vault-token", "VAULT_TOKEN=", "hvs." + some.alphanumeric(90));
        token("app/bot.txt", "telegram-bot-token", "bot ", some.digits(10) + ":AA" + some.alphanumeric(33));
        token("app/ask.py", "openai-key", "k = '", "sk-" + some.alphanumeric(20) + "T3BlbkFJ" + some.alphanumeric(20));
        token("app/claude.ts", "anthropic-key", "'", "sk-ant-api03-" + some.alphanumeric(93));
        token("app/key.txt", "age-key", "", "AGE-SECRET-KEY-1" + some.base32(58));
        token("app/jwt.txt", "json-web-token", "Bearer ", some.webToken("{\"sub\":\"shop\",\"exp\":1999999999}"));
        token("opt/vendored/node_modules/a/index.js", "github-token", "x='", "ghp_" + some.alphanumeric(36));
    }

    private void token(String path, String rule, String before, String secret) {
        corpus.add(new Labelled(path, before + secret + "'\n", rule, secret));
    }

    private void keys() {
        String key = MadeUp.privateKey();
        leak("etc/ssl/private/shop.key", "private-key", key);
        leak("app/KeyHolder.java", "private-key", "String KEY = \"" + key.replace("\n", "\\n\"\n  + \"") + "\";\n");
        leak("app/windows.pem", "private-key", key.replace("\n", "\r\n"));
        leak("root/.ssh/id_ed25519", "private-key", some.openSshKey("none"));
        leak("root/.ssh/id_rsa", "private-key-encrypted", some.openSshKey("aes256-ctr"));
        leak(
                "app/old.pem",
                "private-key-encrypted",
                MadeUp.pem("RSA PRIVATE KEY", new byte[0])
                        .replace(
                                "-----\n\n",
                                "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"
                                        + some.base64(400) + "\n"));
        leak(
                "app/account.json",
                "gcp-service-account",
                "{\"type\": \"service_account\",\n \"private_key\": \"" + key.replace("\n", "\\n") + "\",\n}");
        leak(
                "root/.kube/config",
                "kubernetes-client-key",
                "users:\n- name: admin\n  user:\n    client-key-data: "
                        + java.util.Base64.getEncoder()
                                .encodeToString(key.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        + "\n");
        leak(
                "app/key.ppk",
                "private-key",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: shop\nPublic-Lines: 1\n"
                        + some.base64(48) + "\nPrivate-Lines: 1\n" + some.base64(36) + "\n");
    }

    private void settings() {
        secret("app/.env", "secret-setting", "DB_PASSWORD=", "hunter2");
        secret("app/production.env", "secret-setting", "# db\nPOSTGRES_PASSWORD=", "kittens");
        secret("app/application.properties", "secret-setting", "spring.datasource.password=", "S3cretOfShop");
        secret("app/config.yaml", "secret-setting", "db:\n  password: \"", "p4ss-of-db\"");
        secret("app/config.json", "secret-setting", "{\"db\": {\"password\": \"", "Tr0ub4dor&3\"");
        secret("app/settings.xml", "secret-setting", "<server><password>", "w0nderland</password>");
        secret("app/shop.toml", "secret-setting", "api_key = '", "9f3kz8aa1c'");
        secret("app/db.py", "password-in-address", "URL = 'postgres://shop:", "s3cr3t-pw@db.internal:5432/shop'");
        secret("app/redis.conf.txt", "password-in-address", "redis://:", "p4ssw0rd9@cache:6379");
    }

    private void logins() {
        secret(
                "root/.docker/config.json",
                "registry-login",
                "{\"auths\":{\"r.shop.test\":{\"auth\": \"",
                java.util.Base64.getEncoder()
                                .encodeToString("shop:pa55-of-it".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        + "\"}}}");
        secret("root/.netrc", "netrc-login", "machine git.shop.test login bob password ", "bobs-pw1");
        secret("root/.pgpass", "postgresql-login", "db:5432:shop:bob:", "bobs-pw2");
        secret("root/.git-credentials", "password-in-address", "https://bob:", "bobs-pw3@git.shop.test");
        secret(
                "etc/shadow",
                "password-hash",
                "daemon:*:1::::::\nroot:",
                "$6$abcdefgh$" + some.alphanumeric(86) + ":1::::::");
    }

    private void secret(String path, String rule, String before, String secretAndRest) {
        corpus.add(new Labelled(path, before + secretAndRest + "\n", rule, secretAndRest.replaceAll("[\"'<@:].*", "")));
    }

    private void leak(String path, String rule, String content) {
        corpus.add(new Labelled(path, content, rule, ""));
    }

    private void nothing() {
        none("empty", "");
        none("etc/ssl/certs/ca.pem", MadeUp.pem("CERTIFICATE", new byte[600]));
        none("app/public.pem", MadeUp.pem("PUBLIC KEY", new byte[91]));
        none("app/readme.md", "-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----\n");
        none("app/pem.js", "if (s.startsWith('-----BEGIN RSA PRIVATE KEY-----')) { return s.slice(31) }");
        none("app/zeros.pem", MadeUp.pem("PRIVATE KEY", new byte[300]));
        none("app/aws.md", "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE");
        none("app/aws2.md", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        none("app/sample.env", "TOKEN=${TOKEN}\nPASSWORD=changeme\nSECRET=\nAPI_KEY=<your key>\nDB_PASSWORD=xxxx\n");
        none(
                "app/files.env",
                "DB_PASSWORD_FILE=/run/secrets/db\nAPI_TOKEN=/run/secrets/token\nSECRET_KEY_REF=a1b2c3\n");
        none("app/config.yml", "password: ${DB_PASSWORD}\ntoken: {{ .Values.token }}\nsecret: !vault x1\n");
        none("app/k8s.yaml", "secretName: shop-tls1\ntokenUrl: https://id.shop.test/t1\npasswordPolicy: strong1\n");
        none("app/messages.properties", "password=Password\nerror.password=Please enter a password of 8 characters\n");
        none("app/postgresql.conf", "password_encryption = scram-sha-256\n");
        none("app/i18n.json", "{\"password\": \"Passwort\", \"token\": \"Zeichen\"}");
        none("app/login.js", "const password = document.getElementById('pw1').value; token = getToken(user1);");
        none("app/ghp.md", "tokens begin with ghp_ or ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        none("app/url.txt", "https://user:password@host/ ftp://example.com:21/ http://localhost:8080/@x");
        none("app/url2.txt", "see https://github.com/a/b:c and postgres://${USER}:${PASSWORD}@db/shop");
        none(
                "app/azurite",
                "AccountKey="
                        + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
        none("app/package-lock.json", "{\"integrity\": \"sha512-" + some.base64(64) + "\"}");
        none("app/sums.txt", some.hexadecimal(64) + "  shop.tar\n" + some.hexadecimal(40) + "  x\n");
        none("app/logo.svg", "data:image/png;base64," + some.base64(3000));
        none("usr/share/doc/shop/example", "export GITHUB_TOKEN=ghp_" + some.alphanumeric(36));
        none("app/node_modules/tls/test/fixtures/key.pem", MadeUp.privateKey());
        none("usr/lib/python3.11/test/keycert.pem", MadeUp.privateKey());
        none("app/program", "\177ELF\0\0\0 ghp_" + some.alphanumeric(36));
        none("app/jwt.md", some.webToken("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}"));
        none("etc/shadow-", "root:*:19000:0:99999:7:::\ndaemon:!:19000::::::\n");
        none("root/.docker/other.json", "{\"auths\":{\"r.test\":{\"auth\": \"\"}}, \"auth\": \"disabled\"}");
    }

    private void none(String path, String content) {
        corpus.add(new Labelled(path, content, "", ""));
    }
}
