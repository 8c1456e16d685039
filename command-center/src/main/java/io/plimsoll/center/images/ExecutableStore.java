package io.plimsoll.center.images;

import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.model.Executable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The executables of an image, read from the document that its scanner wrote: they have no rows of their own, as a
/// thousand images have millions. What is held of them is one page, and of the document one slice.
final class ExecutableStore {
    private static final int SLICE_BYTES = 1 << 20;

    private final Transaction transaction;
    private final String image;
    private final InventoryStore.Summary summary;

    private ExecutableStore(Transaction transaction, String image, InventoryStore.Summary summary) {
        this.transaction = transaction;
        this.image = image;
        this.summary = summary;
    }

    /// A page, ordered by path; an empty one where the image was not scanned.
    static Page<ExecutableView> page(Transaction transaction, String image, ExecutableFilter filter, PageRequest page) {
        Optional<InventoryStore.Summary> summary = InventoryStore.summary(transaction, image);
        return summary.isEmpty()
                ? Page.of(List.of(), page.limit(), Total.of(0), view -> Cursor.of(""))
                : new ExecutableStore(transaction, image, summary.get()).page(filter, page);
    }

    private Page<ExecutableView> page(ExecutableFilter filter, PageRequest page) {
        String after = page.after().map(cursor -> cursor.text(0)).orElse("");
        List<Executable> found = new ArrayList<>();
        int[] total = {0};
        try (InputStream document = new GZIPInputStream(new Slices())) {
            InventoryReader.executables(document, executable -> {
                if (filter.fits(executable)) {
                    total[0]++;
                    if (found.size() < page.rows() && executable.path().compareTo(after) > 0) {
                        found.add(executable);
                    }
                }
                boolean isCounting = !filter.isEverything() && total[0] <= Total.EXACT_UP_TO;
                return isCounting || found.size() < page.rows();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the inventory of " + image + " cannot be read", e);
        }
        return Page.of(
                        found,
                        page.limit(),
                        Total.of(filter.isEverything() ? summary.executables() : total[0]),
                        executable -> Cursor.of(executable.path()))
                .map(executable -> ExecutableView.of(executable, summary.layers()));
    }

    /// Slice by slice: documents have up to hundreds of megabytes, and several readers may come at once.
    private final class Slices extends InputStream {
        private int next = 1;
        private ByteArrayInputStream slice = new ByteArrayInputStream(new byte[0]);

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (slice.available() == 0) {
                byte[] bytes = slice(next);
                next += bytes.length;
                slice = new ByteArrayInputStream(bytes);
            }
            return slice.read(into, from, length);
        }

        /// What is at hand: there is more until nothing is read.
        @Override
        public int available() {
            return slice.available();
        }
    }

    private byte[] slice(int from) {
        return transaction
                .first(
                        row -> row.bytes("slice"),
                        "select substring(document from ? for ?) as slice from image_inventory where image_id = ?",
                        from,
                        SLICE_BYTES,
                        image)
                .orElse(new byte[0]);
    }
}
