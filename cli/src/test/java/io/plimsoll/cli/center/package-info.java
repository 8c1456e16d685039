@NullMarked
package io.plimsoll.cli.center;

import org.jspecify.annotations.NullMarked;
