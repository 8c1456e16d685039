package io.plimsoll.feeds.fetch;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a server called one version of a file (RFC 9110, section 8.8); empty where it gave no name.
record Validators(String etag, String lastModified) {
    static Validators of(HttpHeaders headers) {
        return new Validators(
                headers.firstValue("ETag").orElse(""),
                headers.firstValue("Last-Modified").orElse(""));
    }

    /// Asks for the file only if it is another one by now.
    Map<String, String> unlessSame() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!etag.isEmpty()) {
            headers.put("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }

    /// What vouches for every byte; empty if nothing does: a weak tag names what looks alike.
    String strong() {
        return etag.isEmpty() ? lastModified : etag.startsWith("W/") ? "" : etag;
    }
}
