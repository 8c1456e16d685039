package io.plimsoll.enforcer.kernel.overlay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The layers of one overlay in the form that lookups need, made once per container. The arrays are shared, never
/// changed.
public final class LayerPaths {
    static final LayerPaths NONE = new LayerPaths(new byte[0][], new byte[0], new byte[0], -1, false, false);

    private static final MemorySegment TRUSTED_OPAQUE = Arena.global().allocateFrom("trusted.overlay.opaque");
    private static final MemorySegment TRUSTED_ORIGIN = Arena.global().allocateFrom("trusted.overlay.origin");
    private static final MemorySegment USER_OPAQUE = Arena.global().allocateFrom("user.overlay.opaque");
    private static final MemorySegment USER_ORIGIN = Arena.global().allocateFrom("user.overlay.origin");

    private final byte[][] lowers;
    private final byte[] upper;
    private final byte[] mountPoint;
    private final long device;
    private final boolean indexed;
    private final boolean userAttributes;

    private LayerPaths(
            byte[][] lowers, byte[] upper, byte[] mountPoint, long device, boolean indexed, boolean userAttributes) {
        this.lowers = lowers;
        this.upper = upper;
        this.mountPoint = mountPoint;
        this.device = device;
        this.indexed = indexed;
        this.userAttributes = userAttributes;
    }

    /// @param mountPoint where the container's root is mounted, in the namespace in which its processes run; what
    ///     the kernel shows of a path begins with it. `/` where the runtime has changed the root of the namespace,
    ///     as all do.
    public static LayerPaths of(Overlay overlay, Path mountPoint) {
        return new LayerPaths(
                overlay.lowers().stream().map(LayerPaths::bytes).toArray(byte[][]::new),
                overlay.upper().map(LayerPaths::bytes).orElse(new byte[0]),
                mountPoint.equals(Path.of("/")) ? new byte[0] : bytes(mountPoint),
                overlay.layersDevice(),
                overlay.indexed(),
                overlay.userAttributes());
    }

    byte[][] lowers() {
        return lowers;
    }

    /// Empty for a mount without an upper layer.
    byte[] upper() {
        return upper;
    }

    /// Empty for `/`.
    byte[] mountPoint() {
        return mountPoint;
    }

    long device() {
        return device;
    }

    boolean indexed() {
        return indexed;
    }

    /// The attribute of a folder that hides the layers below it.
    MemorySegment opaqueAttribute() {
        return userAttributes ? USER_OPAQUE : TRUSTED_OPAQUE;
    }

    /// The attribute of a file that was copied up.
    MemorySegment originAttribute() {
        return userAttributes ? USER_ORIGIN : TRUSTED_ORIGIN;
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }
}
