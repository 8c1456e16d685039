@NullMarked
package io.plimsoll.cli.scan;

import org.jspecify.annotations.NullMarked;
