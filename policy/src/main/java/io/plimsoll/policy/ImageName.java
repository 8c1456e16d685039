package io.plimsoll.policy;

/// The parts of an image's name, told apart as the container engines do: a first part with a dot, a colon or the word
/// `localhost` is a registry.
///
/// @param whole as it was given
/// @param registry `docker.io` where the name has none
/// @param repository without tag and digest; that of Docker Hub's own images is `nginx`, not `library/nginx`
record ImageName(String whole, String registry, String repository) {
    private static final String DEFAULT = "docker.io";
    private static final String OFFICIAL = "library/";

    static ImageName of(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean isRegistry = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String registry = isRegistry ? first : DEFAULT;
        String path = withoutTag(isRegistry ? name.substring(slash + 1) : name);
        return new ImageName(
                name,
                registry,
                registry.equals(DEFAULT) && path.startsWith(OFFICIAL) ? path.substring(OFFICIAL.length()) : path);
    }

    private static String withoutTag(String path) {
        String named = path.contains("@") ? path.substring(0, path.indexOf('@')) : path;
        int tag = named.lastIndexOf(':');
        return tag > named.lastIndexOf('/') ? named.substring(0, tag) : named;
    }
}
