/// Programs that measure what `docs/performance.md` says. Figures are read by people; nothing here is a test.
@NullMarked
package io.plimsoll.benchmarks;

import org.jspecify.annotations.NullMarked;
