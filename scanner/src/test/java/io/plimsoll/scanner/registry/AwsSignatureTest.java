package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The examples of the documentation of AWS.
class AwsSignatureTest {
    private static final AwsKey KEY = new AwsKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");

    private static AwsSignature at(String instant) {
        return new AwsSignature(KEY, "us-east-1", "iam", Instant.parse(instant));
    }

    @Test
    void signsTheRequestOfTheExample() {
        AwsSignature signature = at("2015-08-30T12:36:00Z");
        assertThat(signature.authorization(
                        "GET",
                        URI.create("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
                        new TreeMap<>(Map.of(
                                "host",
                                "iam.amazonaws.com",
                                "content-type",
                                "application/x-www-form-urlencoded; charset=utf-8",
                                "x-amz-date",
                                signature.time())),
                        new byte[0]))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void derivesTheKeysOfTheExamples() {
        assertThat(HexFormat.of().formatHex(at("2015-08-30T12:36:00Z").signingKey()))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
        assertThat(HexFormat.of().formatHex(at("2012-02-15T00:00:00Z").signingKey()))
                .isEqualTo("f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d");
    }

    @Test
    void theOrderOfTheQueryDoesNotMatter() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "iam.amazonaws.com"));
        assertThat(at("2015-08-30T12:36:00Z")
                        .authorization("GET", URI.create("https://iam.amazonaws.com?b=1&a=2"), headers, new byte[0]))
                .isEqualTo(at("2015-08-30T12:36:00Z")
                        .authorization("GET", URI.create("https://iam.amazonaws.com/?a=2&b=1"), headers, new byte[0]));
    }

    @Test
    void aKeyDoesNotTellItsSecretAsText() {
        assertThat(new AwsKey("AKIDEXAMPLE", "s3cret", "t0ken").toString()).isEqualTo("AwsKey[AKIDEXAMPLE]");
    }
}
