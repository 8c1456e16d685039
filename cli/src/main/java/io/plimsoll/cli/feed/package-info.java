/// `plimsoll feed`: makes, checks and installs intelligence bundles.
@NullMarked
package io.plimsoll.cli.feed;

import org.jspecify.annotations.NullMarked;
