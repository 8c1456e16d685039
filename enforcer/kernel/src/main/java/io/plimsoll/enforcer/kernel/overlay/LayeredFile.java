package io.plimsoll.enforcer.kernel.overlay;

import io.plimsoll.enforcer.kernel.linux.LayerLookup;
import io.plimsoll.enforcer.kernel.linux.LayerLookup.Entry;
import io.plimsoll.enforcer.kernel.linux.OpenFile;
import io.plimsoll.enforcer.kernel.linux.SeenPath;
import java.lang.foreign.Arena;

/// The file of one event, looked up in the layers of its container. One object serves one thread, event after
/// event, without garbage: [#look] begins with the next file.
public final class LayeredFile implements FileInQuestion, AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final OpenFile file = new OpenFile(arena);
    private final SeenPath name = new SeenPath(arena);
    private final SeenPath nameAgain = new SeenPath(arena);
    private final LayerLookup lookup = new LayerLookup(arena);
    private LayerPaths layers = LayerPaths.NONE;
    private boolean named;

    /// Turns to another file.
    ///
    /// @return its status, valid until the next call
    public OpenFile look(int fd) {
        layers = LayerPaths.NONE;
        named = name.read(fd);
        file.read(fd);
        return file;
    }

    /// Where the file comes from, by the layers of the container that it belongs to.
    public Origin originIn(LayerPaths container) {
        layers = container;
        name.leaveOut(container.mountPoint());
        return ImageJudge.originOf(this);
    }

    /// As [ImageJudge#isStillInImage], for the file and the container of the last question.
    public boolean isStillInImage() {
        return ImageJudge.isStillInImage(this);
    }

    /// The path in the container, for people and for rules.
    public String path() {
        return name.toString();
    }

    @Override
    public boolean hasName() {
        return named && file.isRegularFile() && file.links() > 0 && !name.isDeleted();
    }

    @Override
    public boolean hasSameName() {
        if (!nameAgain.read(file.number())) {
            return false;
        }
        nameAgain.leaveOut(layers.mountPoint());
        return name.equalTo(nameAgain);
    }

    @Override
    public Entry upper() {
        byte[] upper = layers.upper();
        return upper.length == 0 ? Entry.ABSENT : lookup.inUpper(upper, name, layers.opaqueAttribute());
    }

    @Override
    public boolean upperWasMoved() {
        return lookup.found().links() > 1 || lookup.carries(layers.originAttribute());
    }

    @Override
    public Lower lower() {
        for (byte[] layer : layers.lowers()) {
            if (lookup.inLower(layer, name) == Entry.PRESENT) {
                return isThisFile() ? Lower.THIS_FILE : Lower.ANOTHER;
            }
        }
        return Lower.NOTHING;
    }

    private boolean isThisFile() {
        OpenFile found = lookup.found();
        return found.isRegularFile()
                && found.inode() == file.inode()
                && found.device() == layers.device()
                && !(layers.indexed() && file.links() > 1);
    }

    @Override
    public void close() {
        arena.close();
    }
}
