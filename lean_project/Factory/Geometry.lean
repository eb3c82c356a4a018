/-
Plane geometry in coordinates over any ordered field: predicates, the rules of deduction, steps of algebra and sums of squares.

What proofs use is exported, so that a file that imports this module can name it as it is.
-/
import Factory.Geometry.Picture
import Factory.Geometry.Replay

export Factory (OrderedField Rational)

export Factory.Geometry (Point Distinct IsUnit right coll para perp cong midp circle cyclic eqangle compl eqratio simtri simtrir
  contri contrir aconst rconst ncoll npara nperp neqangle sameside sameclock oppclock algebra algebraIn distances
  grid replay replayIn p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19 p20 p21 p22 p23 p24 p25 p26 p27 p28 p29 p30 p31 cyclic_first
  cyclic_second cyclic_third coll_of_para midp_of_cong isosceles isosceles_converse inscribed_converse cyclic_join
  centre_cyclic centre_join centre_angle centre_of_angles right_midpoint bisector_perp bisector_point kite bisector_ratio
  ratio_bisector aa aa_mirrored sas sas_mirrored sss sss_mirrored rhs rhs_mirrored chord_of_angle angle_of_chord
  ratio_on_line para_ratio ratio_para orthocentre third_bisector midp_parallelogram right_trapezoid bisector_midline
  bisector_feet segment_copy perp_of_double isosceles_trapezoid radical_axis three_circles equal_power power_of_equal
  bisector_circle)
