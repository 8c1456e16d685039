/// What the tests of every module share: a real Docker Engine of their own ([TestEngine]), images made on this machine
/// ([TestImage]), and data that may lie beside the repository ([SharedData]).
@NullMarked
package io.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
