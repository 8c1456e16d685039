package io.plimsoll.feeds.nvd;

import io.plimsoll.advisories.AdvisedPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the NVD calls the programs that a scan recognises without a package, by the names that the scanner gives them.
final class Programs {
    private static final Map<String, String> BY_VENDOR_AND_PRODUCT = Map.ofEntries(
            Map.entry("apache:http_server", "httpd"),
            Map.entry("busybox:busybox", "busybox"),
            Map.entry("f5:nginx", "nginx"),
            Map.entry("f5:nginx_open_source", "nginx"),
            Map.entry("gnu:bash", "bash"),
            Map.entry("haproxy:haproxy", "haproxy"),
            Map.entry("haxx:curl", "curl"),
            Map.entry("haxx:libcurl", "curl"),
            Map.entry("libexpat_project:libexpat", "expat"),
            Map.entry("mariadb:mariadb", "mariadb"),
            Map.entry("memcached:memcached", "memcached"),
            Map.entry("nginx:nginx", "nginx"),
            Map.entry("nodejs:node.js", "node"),
            Map.entry("openssl:openssl", "openssl"),
            Map.entry("oracle:mysql", "mysql"),
            Map.entry("oracle:openjdk", "java"),
            Map.entry("perl:perl", "perl"),
            Map.entry("php:php", "php"),
            Map.entry("postgresql:postgresql", "postgresql"),
            Map.entry("python:python", "python"),
            Map.entry("redis:redis", "redis"),
            Map.entry("redislabs:redis", "redis"),
            Map.entry("ruby-lang:ruby", "ruby"),
            Map.entry("zlib:zlib", "zlib"));

    private Programs() {}

    static Optional<AdvisedPackage> named(String vendor, String product) {
        return Optional.ofNullable(BY_VENDOR_AND_PRODUCT.get(vendor + ":" + product))
                .map(program -> new AdvisedPackage("generic:" + program, program));
    }

    static List<String> ecosystems() {
        return BY_VENDOR_AND_PRODUCT.values().stream()
                .distinct()
                .sorted()
                .map(program -> "generic:" + program)
                .toList();
    }
}
