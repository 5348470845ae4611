# The target `clang_tidy`: a stamp for each source of the core and of the bindings, so that a
# source is read again only when it, a header or the rules have changed.
set(SWARMCORE_CLANG_TIDY "clang-tidy" CACHE STRING "The clang-tidy of the target clang_tidy")

set(tidy_sources)
foreach(target swarmcore_core _core)
  if(TARGET ${target})
    get_target_property(sources ${target} SOURCES)
    list(APPEND tidy_sources ${sources})
  endif()
endforeach()
list(FILTER tidy_sources INCLUDE REGEX "\\.cpp$")
file(GLOB_RECURSE tidy_headers CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/cpp/*.hpp ${PROJECT_SOURCE_DIR}/bindings/*.hpp)

set(tidy_stamps)
foreach(source ${tidy_sources})
  set(stamp ${PROJECT_BINARY_DIR}/clang_tidy/${source}.stamp)
  cmake_path(GET stamp PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${SWARMCORE_CLANG_TIDY} -p ${PROJECT_BINARY_DIR} --quiet ${PROJECT_SOURCE_DIR}/${source}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${source} ${tidy_headers} ${PROJECT_SOURCE_DIR}/.clang-tidy
    COMMENT "clang-tidy ${source}"
    VERBATIM)
  list(APPEND tidy_stamps ${stamp})
endforeach()
add_custom_target(clang_tidy DEPENDS ${tidy_stamps})
