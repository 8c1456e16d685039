/// The native room: everything that leaves the JVM for the Linux kernel. Only the first package is for others; what
/// comes out of it are records and small interfaces. Run with `--enable-native-access=io.plimsoll.enforcer.kernel`.
module io.plimsoll.enforcer.kernel {
    requires static transitive org.jspecify;
    requires jdk.net;

    exports io.plimsoll.enforcer.kernel;
}
