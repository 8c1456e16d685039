package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;

/// Reads the tar archive of one layer and lets analysers look into its files. Whatever is wrong with it becomes a gap.
public final class LayerScan {
    private final List<FileAnalyser> analysers;
    private final Budget budget;
    private final PathKey key;
    private final boolean isImageLayer;
    private final boolean keepsNames;

    /// @param isImageLayer whether names that begin with `.wh.` remove files of lower layers. A plain folder has no
    /// such
    ///     names, and no digest that would tell whether its archive was cut off: it must end with the end marker.
    /// @param keepsNames whether the names of all files are to be remembered
    public LayerScan(
            List<FileAnalyser> analysers, Budget budget, PathKey key, boolean isImageLayer, boolean keepsNames) {
        this.analysers = List.copyOf(analysers);
        this.budget = budget;
        this.key = key;
        this.isImageLayer = isImageLayer;
        this.keepsNames = keepsNames;
    }

    /// What there is to remember of a layer that was not read.
    LayerContents nothing(Gaps gaps) {
        return new LayerContents(new Footprint(key), Map.of(), Map.of(), new FileNames(), gaps);
    }

    /// Reads a layer and closes the stream.
    ///
    /// @param uncompressed the tar archive
    public LayerContents read(InputStream uncompressed) throws InterruptedIOException {
        Gaps gaps = new Gaps();
        OpenLayer layer = new OpenLayer(analysers, budget, new Footprint(key), isImageLayer, keepsNames, gaps);
        try (uncompressed) {
            TarReader tar = new TarReader(uncompressed);
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                budget.spendEntry();
                layer.add(entry, tar);
            }
            if (!isImageLayer && !tar.hasEndMarker()) {
                throw new MalformedInput("the archive stops without its end marker; it seems to be cut off");
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (ChunkStream.CutOff e) {
            // the thread that feeds us knows why, and says so
        } catch (LimitReached e) {
            gaps.add(e, "");
        } catch (MalformedInput e) {
            gaps.add("malformed-layer", "the rest of the layer is not read: " + e.getMessage(), "");
        } catch (IOException e) {
            gaps.add("malformed-layer", "the layer cannot be read: " + e, "");
        }
        return layer.contents();
    }
}
