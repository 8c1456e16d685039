@NullMarked
package io.plimsoll.cli.feed;

import org.jspecify.annotations.NullMarked;
